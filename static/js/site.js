/* Comfort only: every page works without this file. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const typing = (element) => element.matches("input, select, textarea, [contenteditable]");

  /* An error summary is read first. */
  document.querySelector("[data-focus]")?.focus();

  /* A menu that scrolls sideways begins where one is. */
  all(".desk-menu [aria-current]").forEach((here) => {
    const list = here.closest("ul");
    list.scrollLeft = here.offsetLeft - list.offsetLeft - (list.clientWidth - here.offsetWidth) / 2;
  });

  /* Where the network is away a page of our own says so. */
  if ("serviceWorker" in navigator && window.isSecureContext) {
    window.addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));
  }

  /* The menu closes by Escape and by a click beside it. */
  const closeMenus = (except) => all("details.menu[open]").forEach((menu) => { if (menu !== except) menu.open = false; });
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  /* Addresses and texts are copied by a press; the button says so. */
  all("button[data-copy]").forEach((button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.done;
    });
  });

  all("button[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  /* Of a sender's address only the domain leaves the browser; agencies.domain.senders does the same without this. */
  const withoutSender = (text) => {
    const parts = text.normalize("NFKC").split(/@|%40|&#64;|[[({]\s*at\s*[\])}]/i);
    return parts.length < 2 ? text : parts.pop().match(/[^\s<>"'()[\]{},;:/?#&%]+/)?.[0] ?? "";
  };
  all("form[data-senders]").forEach((form) => {
    const fields = all("input[type='text']", form);
    const cut = () => fields.forEach((field) => { field.value = withoutSender(field.value); });
    fields.forEach((field) => field.addEventListener("change", cut));
    form.addEventListener("submit", cut);
  });

  /* An answer that is an error is shown where it says so. */
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.hasAttribute("data-shows-errors")) event.detail.shouldSwap = true;
  });

  /* What somebody unfolded stays so when the filters are swapped: the focus may be in it. */
  document.addEventListener("htmx:oobBeforeSwap", ({ detail: { target, fragment } }) => {
    all("details[id]", target).forEach(({ id, open }) => fragment.querySelector(`#${id}`)?.toggleAttribute("open", open));
  });

  /* How many characters a text has. */
  all("[data-counter-for]").forEach((counter) => {
    const field = document.getElementById(counter.dataset.counterFor);
    const numbers = new Intl.NumberFormat(document.documentElement.lang);
    const max = Number(counter.dataset.max);
    const show = () => {
      const length = [...field.value].length;
      counter.textContent = counter.dataset.text.replace("{n}", numbers.format(length)).replace("{max}", numbers.format(max));
      counter.classList.toggle("error", length > max);
    };
    field.addEventListener("input", show);
    if (field.value) show();
  });

  /* A text block comes to where the cursor is: at the end until somebody put it elsewhere. */
  all("[data-insert]").forEach((button) => {
    const field = document.getElementById(button.dataset.insert);
    field.setSelectionRange(field.value.length, field.value.length);
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const { text } = button.form.elements.block.selectedOptions[0].dataset;
      const before = field.value.slice(0, field.selectionStart);
      const gap = before.trim() && !before.endsWith("\n") ? "\n\n" : "";
      if (text) field.setRangeText(gap + text, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
  });

  /* A long text is not lost by a slip; a form is not sent twice. */
  let unsaved = false;
  all("form[data-guard] textarea").forEach((field) => field.addEventListener("input", () => { unsaved = field.value.length > 40; }));
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  document.addEventListener("submit", (event) => {
    unsaved = false;
    const form = event.target;
    if (form.method !== "post") return;
    if (Date.now() - Number(form.dataset.sent ?? 0) < 4000) event.preventDefault();
    form.dataset.sent = Date.now();
    event.submitter?.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    all("form[data-sent]").forEach((form) => delete form.dataset.sent);
    all("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  });

  /* Keys: "/" to the search, j and k through the queue. They can be switched off (WCAG 2.1.4); only that choice is stored. */
  const search = document.querySelector("input[type='search']");
  const entries = all("[data-queue] h3 a");
  const toggle = document.querySelector("[data-shortcuts]");
  if (!toggle || !(search || entries.length)) return;
  let enabled = localStorage.getItem("shortcuts") !== "off";
  const label = () => { toggle.textContent = enabled ? toggle.dataset.on : toggle.dataset.off; };
  toggle.hidden = false;
  label();
  toggle.addEventListener("click", () => {
    enabled = !enabled;
    if (enabled) localStorage.removeItem("shortcuts"); else localStorage.setItem("shortcuts", "off");
    label();
  });
  document.addEventListener("keydown", (event) => {
    if (!enabled || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/" && search) { event.preventDefault(); search.focus(); }
    const step = { j: 1, k: -1 }[event.key];
    if (step && entries.length) {
      const at = entries.indexOf(document.activeElement);
      entries[Math.min(Math.max(at + step, 0), entries.length - 1)].focus();
    }
  });
})();
