"use strict";
/* Opens the page of the field without signal: the page that is nobody's, its look and its script. No case is kept here. */
const NAME = "field-{{ version }}";
const SHELL = "{% url 'desk:field_shell' %}";
const FILES = [{% for file in files %}"{{ file|escapejs }}", {% endfor %}];
self.addEventListener("install", (event) => {
  const kept = [SHELL, ...FILES].map((address) => new Request(address, { cache: "no-cache" }));
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(kept)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("field-") && name !== NAME);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});
const kept = (address) => caches.match(address, { ignoreVary: true });
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (FILES.includes(pathname)) event.respondWith(kept(pathname).then((found) => found || fetch(request)));
  else if (request.mode === "navigate" && pathname === "{% url 'desk:field' %}") event.respondWith(kept(SHELL).then((found) => found || fetch(request)));
  else if (request.mode === "navigate" && pathname.startsWith("{% url 'desk:field' %}/")) event.respondWith(fetch(request).catch(() => kept(SHELL)));
});
