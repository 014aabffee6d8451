/* 评价器离线页 — keeps the page of the device together with every file it names, so that a restart without the network brings it back.
   A page is shown and kept only when all it names is here: never an old script under a new page. ES5, Chrome 60 and up. Ratings are not its
   business: it lets everything but pages and files pass. */
(function () {
  'use strict';
  var page = self.registration.scope;
  var prefix = 'haochaping-device-';
  var patience = 10000;

  function files(html) {
    var found = [], look = /\s(?:src|href)="([^"#]+)"/g, at;
    while ((at = look.exec(html)) !== null) { if (at[1].indexOf('data:') !== 0) { found.push(new URL(at[1], page).href); } }
    return found;
  }
  /* Newest first. The page goes in last: an edition that has it is whole. */
  function editions() {
    return caches.keys().then(function (names) { return names.filter(function (name) { return name.indexOf(prefix) === 0; }).reverse(); });
  }
  function kept(request) {
    return editions().then(function (names) {
      return names.reduce(function (found, name) {
        return found.then(function (answer) { return answer || caches.match(request, { cacheName: name, ignoreVary: true }); });
      }, Promise.resolve());
    }).then(null, function () { return null; }); /* a store that fails is an empty one */
  }
  /* One edition older than the whole one stays: a screen may just be loading its files. What is still coming is newer and left alone. */
  function forget(whole) {
    return editions().then(function (names) { return Promise.all(names.slice(names.indexOf(whole) + 2).map(function (name) { return caches['delete'](name); })); });
  }
  function keep(answer) {
    var name = prefix + new Date().getTime();
    if (!answer.ok) { return Promise.reject(new Error('no page')); }
    return answer.clone().text().then(function (html) {
      if (html.indexOf('id="device"') < 0) { throw new Error('another page'); }
      return caches.open(name).then(function (edition) {
        return edition.addAll(files(html)).then(function () { return edition.put(page, answer.clone()); });
      }).then(function () { return forget(name); }, function (error) { return caches['delete'](name).then(function () { throw error; }); });
    }).then(function () { return answer; });
  }
  /* On a slow line the kept page stands in, and the new edition goes on coming for the next time. */
  function show(event) {
    var coming = fetch(event.request).then(keep);
    event.waitUntil(coming.then(null, function () { return null; }));
    return Promise.race([coming, new Promise(function (done, fail) { setTimeout(function () { fail(new Error('too slow')); }, patience); })])
      .then(null, function () { return kept(page).then(function (answer) { return answer || fetch(event.request); }); });
  }

  self.addEventListener('install', function (event) {
    event.waitUntil(fetch(new Request(page, { credentials: 'same-origin' })).then(keep).then(function () { return self.skipWaiting(); }));
  });
  self.addEventListener('activate', function (event) { event.waitUntil(self.clients.claim()); });
  self.addEventListener('fetch', function (event) {
    var request = event.request;
    if (request.method !== 'GET') { return; }
    if (request.mode !== 'navigate') {
      event.respondWith(kept(request).then(function (answer) { return answer || fetch(request); }));
    } else if (request.url.split(/[?#]/)[0] === page) {
      event.respondWith(show(event));
    }
  });
}());
