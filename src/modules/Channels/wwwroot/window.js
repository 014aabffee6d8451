/* The clerk's page: whether the person has rated, and never what; and the print button of a slip. ES5. */
(function () {
  'use strict';
  var print = document.getElementById('print'), script = document.querySelector('script[data-base]');
  if (print) { print.addEventListener('click', function () { window.print(); }); }
  if (!script) { return; }
  function look() {
    Array.prototype.slice.call(document.querySelectorAll('[data-prompt]'), 0, 3).forEach(function (cell) {
      var http = new XMLHttpRequest();
      http.open('GET', script.getAttribute('data-base') + '/console/window/prompts/' + cell.getAttribute('data-prompt'));
      http.onload = function () {
        if (http.status === 200 && JSON.parse(http.responseText).rated) {
          cell.textContent = cell.getAttribute('data-rated');
          cell.removeAttribute('data-prompt');
        }
      };
      http.send();
    });
  }
  setInterval(look, 3000);
}());
