/* Shows a page of our own where the network is away. It keeps nothing else, and touches no sent form. */
"use strict";
const LANGUAGES = ["de", "en", "es"];
const FILES = ["/static/site.css", "/static/fonts/bricolage.woff2"];
const PAGES = LANGUAGES.map((language) => `/${language}/offline`);
/* The files' addresses hold their content's hashes: a new look makes a new cache. */
const CACHE = `offline ${FILES.join(" ")}`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([...FILES, ...PAGES])));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name !== CACHE).map((name) => caches.delete(name));
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names))));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    const asked = pathname.split("/")[1];
    const language = LANGUAGES.includes(asked) ? asked : LANGUAGES[0];
    event.respondWith(fetch(request).catch(() => caches.match(`/${language}/offline`)));
  } else if (FILES.includes(pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(pathname)));
  }
});
