"use strict";
/* Opens a page without signal: the page that is nobody's, its look and its script. No data of anybody is kept here. */
const NAME = "{{ kept }}-{{ version }}";
const SHELL = "{{ shell }}";
const FILES = [{% for file in files %}"{{ file|escapejs }}", {% endfor %}];
self.addEventListener("install", (event) => {
  const kept = [SHELL, ...FILES].map((address) => new Request(address, { cache: "no-cache" }));
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(kept)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("{{ kept }}-") && name !== NAME);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});
const kept = (address) => caches.match(address, { ignoreVary: true });
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (FILES.includes(pathname)) event.respondWith(kept(pathname).then((found) => found || fetch(request)));
  else if (request.mode === "navigate" && pathname === "{{ page }}") event.respondWith(kept(SHELL).then((found) => found || fetch(request)));
  else if (request.mode === "navigate" && pathname.startsWith("{{ page }}/")) event.respondWith(fetch(request).catch(() => kept(SHELL)));
});
