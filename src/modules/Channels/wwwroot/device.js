/* 评价器 — keeps its window's screen. ES5, XMLHttpRequest, back to Chrome 60 (Android 5 web views). Ratings are signed, numbered without
   a gap and kept in IndexedDB until the house has acknowledged them; nothing of a person stays on the screen or in this script. A worker
   keeps the page itself, and the store what it last heard and shows, so that a restart without the network goes on where it was. */
(function () {
  'use strict';
  var root = document.getElementById('device');
  var base = root.getAttribute('data-base');
  var version = root.getAttribute('data-version');
  var store = null;      /* the database */
  var me = null;         /* { device, token, secret?, key? } */
  var counter = 0;       /* number of the last rating */
  var rules = null;      /* the form where a number is typed */
  var place = '';
  var heard = '';        /* what of the last contact is in the store */
  var current = null;    /* { id?, number?, rules } on the screen */
  var rated = null;      /* what the rating was about that is thanked for */
  var complaint = null;  /* { key, prompt } being written */
  var over = {};         /* prompts that are done with here */
  var ended = null;      /* prompt to report as left */
  var contact = null;    /* { server, perf } of the last answer */
  var online = true, fresh = true, state = '', busy = false, delivering = false, wired = false, waiting = 0, battery = null;
  var screen = '', shownAt = 0, choseAt = 0, taps = [], mashedUntil = 0, idleTimer = 0, stayTimer = 0, againTimer = 0;

  function $(id) { return document.getElementById(id); }
  function each(list, act) { Array.prototype.forEach.call(list, act); }
  function says(name) { return root.getAttribute('data-' + name); }
  function perf() { return window.performance && performance.now ? performance.now() : new Date().getTime(); }

  /* ---- the house ---- */
  function send(path, body, done) {
    var http = new XMLHttpRequest();
    http.open('POST', base + path);
    http.timeout = 20000;
    http.setRequestHeader('Content-Type', 'application/json');
    if (me) { http.setRequestHeader('Authorization', 'Device ' + me.device + '.' + me.token); }
    http.onload = function () {
      var answer = null;
      try { answer = JSON.parse(http.responseText); } catch (e) { answer = null; }
      done(http.status, answer);
    };
    http.onerror = http.ontimeout = function () { done(0, null); };
    http.send(JSON.stringify(body));
  }

  /* ---- the store: 'own' holds identity, number, what was heard last and what is shown; 'queue' the ratings by number ---- */
  function open(done) {
    var ask;
    try { ask = window.indexedDB.open('haochaping-device', 1); } catch (e) { done(null); return; }
    ask.onupgradeneeded = function () {
      ask.result.createObjectStore('own');
      ask.result.createObjectStore('queue', { keyPath: 'counter' });
    };
    ask.onsuccess = function () { done(ask.result); };
    ask.onerror = ask.onblocked = function () { done(null); };
  }
  function within(act, done) {
    var ok = false, move;
    try {
      move = store.transaction(['own', 'queue'], 'readwrite');
      move.oncomplete = function () { if (done && !ok) { ok = true; done(true); } };
      move.onerror = move.onabort = function () { if (done && !ok) { ok = true; done(false); } };
      act(move.objectStore('own'), move.objectStore('queue'));
    } catch (e) { if (done && !ok) { ok = true; done(false); } }
  }
  function note(name, value) { within(function (own) { if (value) { own.put(value, name); } else { own['delete'](name); } }); }
  function queued(done) {
    var list = [], ask = store.transaction('queue').objectStore('queue').openCursor();
    ask.onsuccess = function () {
      var at = ask.result;
      if (at) { list.push(at.value); at['continue'](); } else { done(list); }
    };
    ask.onerror = function () { done([]); };
  }

  /* ---- signing ---- */
  function utf8(text) { return unescape(encodeURIComponent(text)); }
  function bytesOf(binary) { var a = new Uint8Array(binary.length), i; for (i = 0; i < binary.length; i++) { a[i] = binary.charCodeAt(i); } return a; }
  function base64(bytes) { var s = '', i; for (i = 0; i < bytes.length; i++) { s += String.fromCharCode(bytes[i]); } return btoa(s); }
  /* SHA-256 and HMAC by hand: a page that came over plain http has no WebCrypto. */
  function sha256(message) {
    var k = [], h = [], prime = 2, i, j, word, w, v, t1, t2, length = message.length, bits = length * 8, block;
    function fraction(x) { return ((x - Math.floor(x)) * 4294967296) | 0; }
    function isPrime(n) { var d; for (d = 2; d * d <= n; d++) { if (n % d === 0) { return false; } } return true; }
    for (; k.length < 64; prime++) {
      if (isPrime(prime)) { if (h.length < 8) { h.push(fraction(Math.pow(prime, 1 / 2))); } k.push(fraction(Math.pow(prime, 1 / 3))); }
    }
    function turn(x, n) { return (x >>> n) | (x << (32 - n)); }
    message += '\x80';
    while (message.length % 64 !== 56) { message += '\x00'; }
    for (i = 7; i >= 0; i--) { message += String.fromCharCode(Math.floor(bits / Math.pow(256, i)) & 255); }
    for (block = 0; block < message.length; block += 64) {
      w = [];
      for (i = 0; i < 64; i++) {
        if (i < 16) {
          j = block + i * 4;
          word = (message.charCodeAt(j) << 24) | (message.charCodeAt(j + 1) << 16) | (message.charCodeAt(j + 2) << 8) | message.charCodeAt(j + 3);
        } else {
          t1 = w[i - 15]; t2 = w[i - 2];
          word = (w[i - 16] + (turn(t1, 7) ^ turn(t1, 18) ^ (t1 >>> 3)) + w[i - 7] + (turn(t2, 17) ^ turn(t2, 19) ^ (t2 >>> 10))) | 0;
        }
        w[i] = word | 0;
      }
      v = h.slice(0);
      for (i = 0; i < 64; i++) {
        t1 = (v[7] + (turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25)) + ((v[4] & v[5]) ^ (~v[4] & v[6])) + k[i] + w[i]) | 0;
        t2 = ((turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22)) + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]))) | 0;
        v = [(t1 + t2) | 0, v[0], v[1], v[2], (v[3] + t1) | 0, v[4], v[5], v[6]];
      }
      for (i = 0; i < 8; i++) { h[i] = (h[i] + v[i]) | 0; }
    }
    word = '';
    for (i = 0; i < 8; i++) { for (j = 24; j >= 0; j -= 8) { word += String.fromCharCode((h[i] >>> j) & 255); } }
    return word;
  }
  function hmac(key, text) {
    var inner = '', outer = '', i, c;
    if (key.length > 64) { key = sha256(key); }
    for (i = 0; i < 64; i++) { c = key.charCodeAt(i) || 0; inner += String.fromCharCode(c ^ 54); outer += String.fromCharCode(c ^ 92); }
    return sha256(outer + sha256(inner + text));
  }
  function subtle() { return window.crypto && window.crypto.subtle && window.Promise ? window.crypto.subtle : null; }
  function canonical(r) {
    var most = r.linked || r.assisted, more = most || r.indicators || r.questions, parts = r.linked || [];
    return ['haochaping-device-rating/' + (most ? 3 : more ? 2 : 1), me.device, r.counter, r.prompt || '', r.caseNumber || '', r.capturedAt, r.clock, r.level, r.tags.join(','), r['private'] ? '1' : '0']
      .concat(more ? [pairs(r.indicators), pairs(r.questions)] : [], most ? [r.assisted ? '1' : '0', parts.length].concat(parts.map(line)) : [], [r.text || '']).join('\n');
  }
  function line(l) { return [l.caseNumber, l.level, l.text || ''].join('\t'); }
  function pairs(chosen) { return Object.keys(chosen || {}).sort().map(function (key) { return key + '=' + chosen[key]; }).join(','); }
  function sign(rating, done) {
    var text = utf8(canonical(rating));
    if (me.key) {
      subtle().sign({ name: 'ECDSA', hash: { name: 'SHA-256' } }, me.key, bytesOf(text)).then(
        function (made) { done(base64(new Uint8Array(made))); }, function () { done(null); });
    } else {
      done(btoa(hmac(me.secret, text)));
    }
  }

  /* ---- enrolment ---- */
  function enrol() {
    function introduce(kind, spki, key) {
      send('/api/v1/devices', { keyKind: kind, publicKey: spki, model: navigator.userAgent.slice(-100), version: version }, function (status, answer) {
        if (status !== 201) { setTimeout(enrol, 5000); return; }
        me = { device: answer.device, token: answer.token, secret: answer.secret || null, key: key };
        within(function (own) { own.put(me, 'me'); own.put(0, 'counter'); }, function (kept) { if (kept) { counter = 0; call(); } else { show('broken'); } });
      });
    }
    if (!subtle()) { introduce('hmac', null, null); return; }
    subtle().generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']).then(function (pair) {
      return subtle().exportKey('spki', pair.publicKey).then(function (spki) { introduce('ecdsa', base64(new Uint8Array(spki)), pair.privateKey); });
    }).then(null, function () { introduce('hmac', null, null); });
  }

  /* ---- what is on the screen ---- */
  function show(name) {
    if (screen === name) { return; }
    screen = name;
    shownAt = perf();
    each(root.querySelectorAll('section'), function (part) { part.hidden = part.id !== 's-' + name; });
    window.scrollTo(0, 0);
  }
  function tell() {
    var words = [];
    if (!online) { words.push(says('offline')); }
    if (waiting) { words.push(waiting + ' ' + says('waiting')); }
    $('line').textContent = words.join(' ');
    $('typed').hidden = online || state !== 'active';
  }
  function wipe() {
    $('rating').reset();
    $('complaint').reset();
    complaint = rated = null;
    $('typed').reset();
    each(['p-item', 'p-number', 'p-window', 'p-staff', 'p-closes', 'qr', 'wrong', 'c-about', 'c-code', 'c-qr', 'c-wrong'], function (id) { $(id).textContent = ''; });
    $('f-text').value = '';
    more('indicators', []);
    more('questions', []);
    more('linked', []);
    $('more').hidden = true;
    $('wrong').hidden = true;
    $('stay').hidden = true;
    clearTimeout(idleTimer);
    clearTimeout(stayTimer);
    note('shown', null);
    current = null;
    choseAt = 0;
    taps = [];
    mashedUntil = 0;
  }
  function rest() { wipe(); show(state === 'revoked' ? 'revoked' : 'idle'); }
  function ask(prompt) {
    wipe();
    current = prompt;
    prompt.at = prompt.at || new Date().getTime();
    note('shown', prompt);
    $('p-item').textContent = prompt.item || '';
    $('p-number').textContent = prompt.caseNumber;
    $('p-window').textContent = prompt.window || '';
    $('p-staff').textContent = prompt.staff ? says('staff').replace('{0}', prompt.staff).replace('{1}', prompt.workNumber || '') : '';
    each(root.querySelectorAll('.has-staff'), function (part) { part.hidden = !prompt.staff; });
    if (prompt.qr) { $('qr').innerHTML = prompt.qr; $('p-closes').textContent = prompt.closes; }
    $('phone').hidden = !prompt.qr;
    $('f-text').maxLength = prompt.rules.mostCharacters || 0;
    $('f-text').hidden = !prompt.rules.mostCharacters;
    $('f-text').placeholder = prompt.openQuestion || $('f-text').getAttribute('data-hint');
    $('f-text').setAttribute('aria-label', prompt.openQuestion || $('f-text').getAttribute('data-label'));
    more('indicators', prompt.indicators || []);
    more('questions', prompt.questions || []);
    more('linked', prompt.linked || [], prompt.rules.mostCharacters);
    $('indicators').open = !prompt.rules.tags;
    $('private').hidden = !prompt.rules.privateOption;
    show('rate');
    alive();
  }
  /* What the form asks beside the grade; whatever is left alone is not sent. */
  function more(id, list, most) {
    var box = $(id).querySelector('div');
    box.textContent = '';
    $(id).open = false;
    $(id).hidden = !list.length;
    list.forEach(function (asked) {
      var label = document.createElement('label'), choose = document.createElement('select'), words;
      label.className = 'field';
      label.textContent = asked.text;
      choose.setAttribute('data-key', asked.key);
      choose.add(new Option($(id).getAttribute('data-none'), ''));
      asked.choices.forEach(function (choice) { choose.add(new Option(choice.text, choice.value)); });
      label.appendChild(choose);
      box.appendChild(label);
      if (most) {
        words = document.createElement('input');
        words.type = 'text';
        words.maxLength = most;
        words.placeholder = $(id).getAttribute('data-words');
        words.setAttribute('aria-label', asked.text + ' ' + words.placeholder);
        box.appendChild(words);
      }
    });
  }
  function answers(id) {
    var given = null;
    each($(id).querySelectorAll('select'), function (choose) { if (choose.value) { given = given || {}; given[choose.getAttribute('data-key')] = Number(choose.value); } });
    return given;
  }
  /* Linked cases of a theme: what is said of one without a grade stays here. */
  function linked() {
    var given = [];
    each($('linked').querySelectorAll('select'), function (choose) {
      var words = choose.parentNode.nextSibling;
      if (choose.value) { given.push({ caseNumber: choose.getAttribute('data-key'), level: Number(choose.value), text: words && words.type === 'text' ? plain(words.value) : null }); }
    });
    return given.length ? given : null;
  }
  function plain(text) { return clean(text.replace(/^\s+|\s+$/g, '')) || null; }
  function bare(graded) { return graded.level <= 2 && !graded.text; }
  function level() { var chosen = 0; each(root.querySelectorAll('[name=level]'), function (r) { if (r.checked) { chosen = Number(r.value); } }); return chosen; }
  function chosenTags() { var codes = []; each(root.querySelectorAll('[name=tag]'), function (box) { if (box.checked) { codes.push(box.value); } }); return codes; }
  function wrong(words) { $('wrong').textContent = words || ''; $('wrong').hidden = !words; }
  function pick() {
    var chosen = level();
    each(root.querySelectorAll('.tags'), function (group) {
      var own = Number(group.getAttribute('data-level')) === chosen && current.rules.tags;
      group.hidden = !own;
      if (!own) { each(group.querySelectorAll('input'), function (box) { box.checked = false; }); }
    });
    $('more').hidden = !chosen;
    choseAt = perf();
    wrong('');
  }
  /* Whoever says nothing for a while has gone. */
  function alive() {
    clearTimeout(idleTimer);
    clearTimeout(stayTimer);
    $('stay').hidden = true;
    if (screen !== 'rate' && !complaining()) { return; }
    idleTimer = setTimeout(function () {
      $('stay').hidden = false;
      $('stay-button').focus();
      stayTimer = setTimeout(leave, Number(says('grace')) * 1000);
    }, Number(says(screen === 'filed' ? 'grace' : 'idle')) * 1000);
  }
  function leave() {
    if (current && current.id) { over[current.id] = true; ended = current.id; note('left', ended); } /* also after a restart */
    rest();
    call();
  }

  /* ---- a rating ---- */
  function instant() {
    var ms = contact ? contact.server + (perf() - contact.perf) : new Date().getTime();
    return { at: new Date(ms).toISOString(), clock: contact ? 'server' : 'device' };
  }
  function clean(text) { return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/g, '').replace(/(^|[^\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '$1'); }
  function rate() {
    var now, rating, codes, text, parts, asked;
    if (busy || !current || screen !== 'rate') { return; }
    codes = chosenTags();
    text = plain($('f-text').value);
    parts = linked();
    if (!level()) { wrong(says('no-level')); return; }
    if (current.rules.reasonRequired && ((level() <= 2 && !codes.length && !text) || (parts || []).some(bare))) { wrong(says('no-reason')); return; }
    busy = true;
    asked = current;
    now = instant();
    rating = {
      counter: counter + 1, prompt: current.id || null, caseNumber: current.id ? null : current.caseNumber, capturedAt: now.at, clock: now.clock,
      level: level(), tags: codes.slice(0, current.rules.mostTags), text: text, 'private': $('f-private').checked,
      indicators: answers('indicators'), questions: answers('questions'), linked: parts, assisted: $('f-assisted').checked || null
    };
    sign(rating, function (signature) {
      if (!signature) { busy = false; wrong(says('not-kept')); return; }
      rating.signature = signature;
      within(function (own, queue) { own.put(rating.counter, 'counter'); own['delete']('shown'); queue.add(rating); }, function (kept) {
        busy = false;
        if (!kept) { wrong(says('not-kept')); return; }
        counter = rating.counter;
        waiting++;
        if (rating.prompt) { over[rating.prompt] = true; }
        wipe();
        rated = asked;
        show('thanks');
        tell();
        deliver();
        setTimeout(function () { if (screen === 'thanks') { rest(); call(); } }, 4000);
      });
    });
  }
  function deliver() {
    if (delivering || !me || state === 'pending' || state === '') { return; }
    delivering = true;
    queued(function (list) {
      var batch = list.filter(function (r) { return !r.held; }).slice(0, 100);
      waiting = list.length;
      tell();
      if (!batch.length) { delivering = false; return; }
      send('/api/v1/devices/ratings', { deviceTime: new Date().toISOString(), ratings: batch }, function (status, answer) {
        if (status !== 200) { delivering = false; return; }
        within(function (own, queue) {
          answer.results.forEach(function (result, i) {
            if (result.state) { queue['delete'](batch[i].counter); } else { batch[i].held = true; queue.put(batch[i]); }
          });
        }, function (kept) { delivering = false; if (kept) { deliver(); } });
      });
    });
  }

  /* ---- a complaint: it needs the network, and is done with once its receipt is shown ---- */
  function complaining() { return screen === 'complain' || screen === 'filed'; }
  function complain() {
    var about = current || rated;
    complaint = { key: uuid(), prompt: about && about.id ? about.id : null };
    $('c-about').textContent = complaint.prompt ? [place, about.item || about.caseNumber].join(' · ') : place;
    amiss('');
    show('complain');
    alive();
  }
  function amiss(words) { $('c-wrong').textContent = words || ''; $('c-wrong').hidden = !words; }
  function file() {
    var kind = '', mine = complaint;
    if (busy || !mine) { return; }
    each($('complaint').querySelectorAll('[name=kind]'), function (r) { if (r.checked) { kind = r.value; } });
    busy = true;
    amiss('');
    send('/api/v1/devices/complaints', { key: mine.key, prompt: mine.prompt, kind: kind, text: clean($('c-text').value), phone: $('c-phone').value }, function (status, answer) {
      busy = false;
      if (complaint !== mine) { return; } /* they have left, and somebody else may be here */
      if (status === 201) {
        $('complaint').reset();
        $('c-code').textContent = answer.receiptCode;
        $('c-qr').innerHTML = answer.qr;
        show('filed');
      } else {
        amiss(status && answer ? words(answer) : says('not-sent'));
      }
      alive();
    });
  }
  function words(problem) { return problem.complaints && problem.complaints.length ? problem.complaints.map(function (c) { return c.message; }).join(' ') : problem.detail; }
  function back() {
    if (busy) { return; }
    $('complaint').reset();
    complaint = null;
    if (current) { show('rate'); alive(); } else { rest(); }
    call();
  }
  function uuid() { return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, function () { return Math.floor(Math.random() * 16).toString(16); }); }

  /* ---- contact ---- */
  function call() {
    clearTimeout(againTimer);
    if (!me) { return; }
    var told = ended;
    send('/api/v1/devices/contact', {
      version: version, queue: waiting, battery: battery, deviceTime: new Date().toISOString(), fresh: fresh, shown: current ? current.id : null, ended: told
    }, function (status, answer) {
      online = status > 0 && status < 500;
      if (status === 200) {
        if (told && ended === told) { ended = null; note('left', null); }
        fresh = false;
        hear(answer);
        deliver();
      } else if (status === 401 && !waiting && !busy) {
        me = null;
        heard = '';
        wipe();
        within(function (own) { own.clear(); }, enrol);
        return;
      }
      tell();
      again();
    });
  }
  function again() { clearTimeout(againTimer); againTimer = setTimeout(call, wired && online ? 10000 : 3000); }
  function hear(answer) {
    var prompt = answer.prompt;
    state = answer.state;
    contact = { server: Date.parse(answer.serverTime), perf: perf() };
    if (answer.counter > counter) { counter = answer.counter; within(function (own) { own.put(counter, 'counter'); }); } /* set back: go on behind what arrived */
    if (state === 'pending') { $('code').textContent = answer.code; show('enrol'); return; }
    if (state === 'revoked') { if (screen !== 'revoked') { heard = ''; note('last', null); rest(); } return; }
    settle(answer.rules || rules, answer.place);
    wire();
    if (busy || complaining()) { return; } /* what is being sent or written first gets its end */
    if (prompt && !over[prompt.id]) {
      if (!current || current.id !== prompt.id) {
        prompt.closes = says('closes') + ' ' + lastDay(prompt.closesAt);
        ask(prompt);
        call();
      }
    } else if (current && current.id) {
      rest(); /* rated on the phone, or the next person's turn */
    } else if (screen !== 'rate' && screen !== 'thanks') {
      if (answer.reload) { location.reload(); return; }
      show('idle');
    }
  }
  function settle(form, where) {
    var now;
    rules = form;
    place = where || '';
    each(root.querySelectorAll('[data-place]'), function (part) { part.textContent = place; });
    now = JSON.stringify([state, rules, place]);
    if (now !== heard) { heard = now; note('last', { state: state, rules: rules, place: place }); }
  }
  /* Loaded again: what was on the screen is there at once, with or without the network. */
  function resume(last, shown) {
    if (!last || last.state !== 'active') { return; }
    state = last.state;
    settle(last.rules, last.place);
    if (shown && !over[shown.id] && Math.abs(new Date().getTime() - shown.at) < Number(says('longest')) * 60000) { ask(shown); } else { rest(); }
  }
  function lastDay(end) { var d = new Date(Date.parse(end) + 8 * 3600000 - 1); return (d.getUTCMonth() + 1) + '-' + d.getUTCDate() + ' 24:00'; }
  function wire() {
    var socket;
    if (wired || !window.WebSocket) { return; }
    wired = true;
    try { socket = new WebSocket(location.protocol.replace('http', 'ws') + '//' + location.host + base + '/api/v1/devices/live'); } catch (e) { wired = false; return; }
    socket.onopen = function () { socket.send(me.device + '.' + me.token); };
    socket.onmessage = call;
    socket.onclose = function () { setTimeout(function () { wired = false; }, 15000); };
  }

  /* ---- fingers: a tap in the first moments of a screen, or many in a row, is no choice ---- */
  root.addEventListener('click', function (event) {
    var now = perf(), onSend = event.target.id === 'send';
    alive();
    if (screen !== 'rate' || !$('stay').hidden) { return; }
    if (event.detail > 0) { taps.push(now); }
    taps = taps.filter(function (at) { return now - at < 1500; });
    if (taps.length > 6) { mashedUntil = now + 2000; wrong(says('too-fast')); }
    if (now - shownAt < 800 || now < mashedUntil || (onSend && now - choseAt < 600)) { event.preventDefault(); event.stopPropagation(); }
  }, true);
  each(['input', 'keydown', 'touchstart'], function (kind) { root.addEventListener(kind, function () { if ($('stay').hidden) { alive(); } }); });
  root.addEventListener('change', function (event) { if (event.target.name === 'level' && current) { pick(); } });
  $('rating').addEventListener('submit', function (event) { event.preventDefault(); rate(); });
  each(root.querySelectorAll('[data-boxes]'), function (group) {
    var as = group.getAttribute('data-as').split(' ');
    group.getAttribute('data-boxes').split('|').forEach(function (pair) {
      var label = document.createElement('label'), box = document.createElement('input'), text = document.createElement('span'), at = pair.indexOf('=');
      box.type = as[0];
      box.name = as[1];
      label.className = as[2];
      box.value = pair.slice(0, at);
      text.textContent = pair.slice(at + 1);
      label.appendChild(box);
      label.appendChild(text);
      group.appendChild(label);
    });
  });
  $('complaint').addEventListener('submit', function (event) { event.preventDefault(); file(); });
  $('complaint').addEventListener('input', function () { amiss(''); });
  each(root.querySelectorAll('.complain'), function (button) { button.addEventListener('click', complain); });
  each(root.querySelectorAll('.back'), function (button) { button.addEventListener('click', back); });
  $('stay-button').addEventListener('click', alive);
  $('typed').addEventListener('submit', function (event) {
    var number = clean($('f-typed').value.replace(/\s/g, ''));
    event.preventDefault();
    if (number && rules) { ask({ caseNumber: number, rules: rules }); }
  });
  window.addEventListener('online', call);
  window.addEventListener('offline', function () { online = false; tell(); });
  document.addEventListener('contextmenu', function (event) { event.preventDefault(); });
  if (navigator.getBattery) { try { navigator.getBattery().then(function (b) { battery = Math.round(b.level * 100); }, function () { battery = null; }); } catch (e) { battery = null; } }
  if (navigator.storage && navigator.storage.persist) { try { navigator.storage.persist(); } catch (e) { battery = null; } }
  if (navigator.serviceWorker) { navigator.serviceWorker.register(base + '/device-worker.js', { scope: base + '/device' })['catch'](function () { return null; }); }

  open(function (opened) {
    if (!opened) { show('broken'); return; }
    store = opened;
    var look = store.transaction('own').objectStore('own'), own = look.get('me'), last = look.get('last'), shown = look.get('shown'), left = look.get('left'), number = look.get('counter');
    number.onsuccess = function () {
      me = own.result || null;
      counter = number.result || 0;
      if (left.result) { over[left.result] = true; ended = left.result; }
      queued(function (list) {
        waiting = list.length;
        list.forEach(function (r) { if (r.prompt) { over[r.prompt] = true; } });
        if (me) { resume(last.result, shown.result); call(); } else { enrol(); }
      });
    };
    number.onerror = function () { show('broken'); };
  });
}());
