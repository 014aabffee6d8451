/* Small helps; every page works without them. ES5 for old tablets. */
(function () {
  'use strict';
  function each(list, act) { Array.prototype.forEach.call(list, act); }

  /* A form is sent once, however often the button is tapped. */
  each(document.querySelectorAll('form[data-once]'), function (form) {
    form.addEventListener('submit', function (event) {
      if (form.getAttribute('data-sent')) { event.preventDefault(); return; }
      form.setAttribute('data-sent', '1');
    });
  });
  window.addEventListener('pageshow', function () {
    each(document.querySelectorAll('form[data-sent]'), function (form) { form.removeAttribute('data-sent'); });
  });

  /* Reasons hang on the level: only those of the chosen one are shown. Without script all are. */
  var reasons = document.querySelectorAll('.tags[data-level]');
  if (reasons.length) {
    var levels = document.querySelectorAll('.level input');
    var show = function () {
      var chosen = '';
      each(levels, function (level) { if (level.checked) { chosen = level.value; } });
      each(reasons, function (group) {
        var own = group.getAttribute('data-level') === chosen;
        group.hidden = !own;
        if (!own) { each(group.querySelectorAll('input'), function (box) { box.checked = false; }); }
      });
    };
    each(levels, function (level) { level.addEventListener('change', show); });
    each(document.querySelectorAll('.when-plain'), function (note) { note.hidden = true; });
    show();
  }

  /* A template goes into the text at once; without script its button brings the form back with it. */
  each(document.querySelectorAll('select[data-fills]'), function (select) {
    var into = document.getElementById(select.getAttribute('data-fills'));
    select.form.querySelector('[name=insert]').hidden = true;
    select.addEventListener('change', function () {
      var text = select.options[select.selectedIndex].getAttribute('data-text');
      if (text) { into.value = into.value ? into.value + '\n' + text : text; }
    });
  });

  /* Pictures are seen before they are sent, and what would be refused is said while the form still holds everything. */
  each(document.querySelectorAll('input[data-most]'), function (input) {
    var seen = document.createElement('div');
    seen.className = 'thumbs';
    input.parentNode.parentNode.insertBefore(seen, input.parentNode.nextSibling);
    input.addEventListener('change', function () {
      var wrong = input.files.length > Number(input.getAttribute('data-most')) ? input.getAttribute('data-many') : '';
      seen.textContent = '';
      each(input.files, function (file) {
        var reader = new FileReader();
        wrong = wrong || (file.size > Number(input.getAttribute('data-largest')) ? input.getAttribute('data-large') : '');
        reader.onload = function () {
          var image = new Image();
          image.alt = file.name;
          image.src = reader.result;
          seen.appendChild(image);
        };
        if (!wrong && /^image/.test(file.type)) { reader.readAsDataURL(file); }
      });
      input.setCustomValidity(wrong);
      if (wrong && input.reportValidity) { input.reportValidity(); }
    });
  });

  /* After a refusal the summary is read first. */
  var problem = document.getElementById('problem');
  if (problem) { problem.focus(); }

  /* Inside a portal's frame the page says how high it is; nothing else is told. */
  if (window.parent !== window) {
    var tell = function () { window.parent.postMessage({ haochaping: 'height', height: Math.ceil(document.body.getBoundingClientRect().height) }, '*'); };
    window.addEventListener('load', tell);
    window.addEventListener('resize', tell);
    document.addEventListener('change', tell);
    document.addEventListener('toggle', tell, true);
  }

  /* A screen that nobody touches forgets who was there, or looks again. */
  var rest = document.querySelector('[data-rest]');
  if (rest) {
    var timer;
    var wake = function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(function () { window.location.replace(rest.getAttribute('data-rest-to')); }, rest.getAttribute('data-rest') * 1000);
    };
    each(['keydown', 'mousedown', 'touchstart', 'scroll'], function (kind) { document.addEventListener(kind, wake, true); });
    window.addEventListener('pageshow', function (event) { if (event.persisted) { window.location.reload(); } });
    wake();
  }

  /* Keys of the console: each does what a link, a box or a button on the page does too; the focus tells where one is. Off while writing, and by choice. */
  var keys = document.getElementById('keys');
  if (keys) {
    var box = document.getElementById('keys-on');
    var keep = function (value) { try { return value === undefined ? window.localStorage.getItem('keys') : window.localStorage.setItem('keys', value); } catch (e) { return null; } };
    var toggle = function () { if (keys.open) { keys.close(); } else if (keys.showModal) { keys.showModal(); } };
    var rowOf = function (node) { while (node && node.tagName !== 'TR') { node = node.parentNode; } return node; };
    var move = function (step) {
      var rows = document.querySelectorAll('[data-rows] tbody tr:not(.span)');
      var at = Array.prototype.indexOf.call(rows, rowOf(document.activeElement));
      var row = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
      if (row) { row.querySelector('a').focus(); }
    };
    var choose = function () {
      var row = rowOf(document.activeElement);
      var choice = row && row.querySelector('input[name=order]');
      var said = document.getElementById('keys-said');
      if (choice) {
        choice.checked = !choice.checked;
        said.textContent = said.getAttribute(choice.checked ? 'data-on' : 'data-off').replace('{0}', document.querySelectorAll('input[name=order]:checked').length);
      }
    };
    box.checked = keep() !== 'off';
    box.addEventListener('change', function () { keep(box.checked ? 'on' : 'off'); });
    each(document.querySelectorAll('[data-opens-keys]'), function (button) { button.hidden = false; button.addEventListener('click', toggle); });
    document.addEventListener('keydown', function (event) {
      var on = event.target;
      var writes = on.isContentEditable || on.tagName === 'TEXTAREA' || on.tagName === 'SELECT' || (on.tagName === 'INPUT' && !/^(checkbox|radio)$/.test(on.type));
      if (event.ctrlKey || event.metaKey || event.altKey || writes || !box.checked || (keys.open && event.key !== '?')) { return; }
      var act = { '?': toggle, j: function () { move(1); }, k: function () { move(-1); }, x: choose }[event.key];
      var search = document.querySelector('[data-key="' + (event.key === '/' ? '/' : 'none') + '"]');
      if (act || search) {
        event.preventDefault();
        if (act) { act(); } else { search.focus(); }
      }
    });
  }

  /* Paper shows the tables that the screen folds away. */
  window.addEventListener('beforeprint', function () {
    each(document.querySelectorAll('details.as-table'), function (table) { table.open = true; });
  });
}());
