/* Reads the question and the five words aloud: by a voice of this device, or by recordings of the place. ES5. */
(function () {
  'use strict';
  var box = document.getElementById('aloud');
  var button = box.querySelector('button'), choice = box.querySelector('select'), own = choice.options[0], begin = button.textContent;
  var tag = document.documentElement.lang.slice(0, 2).toLowerCase(), speech = window.speechSynthesis;
  var player = window.Audio ? new Audio() : null, spoken = null, turn = 0, on = false;

  function each(list, act) { Array.prototype.forEach.call(list, act); }
  function parts() {
    var levels = document.querySelector('.levels'), list = [levels.querySelector('legend')];
    each(levels.querySelectorAll('.level-box'), function (word) { list.push(word); });
    return list;
  }
  function voice() {
    var found = null;
    each((speech && speech.getVoices()) || [], function (each) { if (!found && each.lang.slice(0, 2).toLowerCase() === tag) { found = each; } });
    return found;
  }

  /* Only what can be heard is offered; where nothing can, nothing is said about it. */
  function offer() {
    var mine = voice();
    if (mine && own.parentNode !== choice) { choice.insertBefore(own, choice.firstChild); choice.selectedIndex = 0; }
    if (!mine && own.parentNode === choice) { choice.removeChild(own); }
    choice.parentNode.hidden = choice.options.length < 2;
    box.hidden = !choice.options.length;
  }
  function mark(part) { each(parts(), function (each) { each.classList[each === part ? 'add' : 'remove']('reading'); }); }
  function show(reads) {
    on = reads;
    button.textContent = reads ? box.getAttribute('data-stop') : begin;
    button.setAttribute('aria-pressed', String(reads));
  }
  function stop() {
    turn++;
    if (speech) { speech.cancel(); }
    if (player) { player.pause(); }
    mark(null);
    show(false);
  }
  function say(text, then) {
    spoken = new window.SpeechSynthesisUtterance(text);
    spoken.voice = voice();
    spoken.lang = spoken.voice ? spoken.voice.lang : tag;
    spoken.rate = 0.85;
    spoken.onend = spoken.onerror = then;
    speech.speak(spoken);
  }
  /* One player for all: a phone allows sound only to what a tap has started. */
  function play(hash, then, fail) {
    var going;
    player.onended = then;
    player.onerror = fail;
    player.src = box.getAttribute('data-base') + hash;
    going = player.play();
    if (going && going.then) { going.then(null, fail); }
  }
  function read() {
    var mine, list = parts(), hashes = choice.value ? choice.value.split(' ') : null, at = 0;
    stop();
    mine = turn;
    show(true);
    function fail() { if (mine === turn) { stop(); } }
    function next() {
      if (mine !== turn) { return; }
      if (at === list.length) { stop(); return; }
      mark(list[at]);
      at++;
      if (hashes) { play(hashes[at - 1], next, fail); } else { say(list[at - 1].textContent, next); }
    }
    next();
  }

  button.addEventListener('click', function () { if (on) { stop(); } else { read(); } });
  choice.addEventListener('change', stop);
  window.addEventListener('pagehide', stop);
  if (speech) { speech.onvoiceschanged = offer; }
  offer();
}());
