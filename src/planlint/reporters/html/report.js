// What a reader may do with the page: choose a file and a tab, filter the findings, step through them, sort the tasks.
// Without this script everything is shown, one thing below another.
"use strict";

// from the first line on the style knows that notes will be set, so that the page is laid out once
document.documentElement.classList.add("scripted");

document.addEventListener("DOMContentLoaded", () => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const files = all(".file");
  const wide = window.matchMedia("(min-width: 64.01rem)");

  // ── Files: one at a time ───────────────────────────────────────────────

  function showFile(file) {
    for (const other of files) other.hidden = other !== file;
    for (const link of all(".index a")) {
      if (link.hash === "#" + file.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    pack(file);
  }

  // ── Tabs, by the pattern of the ARIA Authoring Practices ───────────────

  function showTab(tab) {
    const file = tab.closest(".file");
    for (const other of all('[role="tab"]', file)) {
      const chosen = other === tab;
      other.setAttribute("aria-selected", String(chosen));
      other.tabIndex = chosen ? 0 : -1;
      document.getElementById(other.getAttribute("aria-controls")).hidden = !chosen;
    }
    pack(file);
  }

  function moveInTabs(event) {
    const tabs = all('[role="tab"]', event.currentTarget);
    const at = tabs.indexOf(document.activeElement);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined || at < 0) return;
    event.preventDefault();
    const tab = tabs[(next + tabs.length) % tabs.length];
    tab.focus();
    showTab(tab);
  }

  // ── Notes in the margin, each beside its words or below the one before ─

  const unpacked = new Set();

  // the notes of a file are set before the next frame, however often that is asked for until then
  function pack(file) {
    if (!unpacked.size) requestAnimationFrame(packNow);
    unpacked.add(file);
  }

  function packNow() {
    for (const file of unpacked) setNotes(file);
    unpacked.clear();
  }

  function setNotes(file) {
    const plan = file.querySelector(".plan");
    const packs = wide.matches && !file.hidden && plan.offsetParent !== null;
    plan.classList.toggle("packed", packs);
    const notes = all(".note", plan).filter((note) => !note.hidden);
    plan.style.minHeight = "";
    if (!packs) return;
    // all is measured before anything is moved: one layout however many notes there are
    const above = plan.getBoundingClientRect().top;
    const tops = notes.map((note) => anchorOf(note).getBoundingClientRect().top - above);
    const heights = notes.map((note) => note.offsetHeight);
    let free = 0;
    notes.forEach((note, at) => {
      const top = Math.max(tops[at], free);
      note.style.top = top + "px";
      free = top + heights[at] + 12;
    });
    plan.style.minHeight = free + "px";
  }

  function anchorOf(note) {
    return document.getElementById(note.id.replace("-n", "-m")) || note.closest(".block");
  }

  // ── Filters ────────────────────────────────────────────────────────────

  function filter(file) {
    const off = (name) => new Set(all(`input[data-${name}]:not(:checked)`, file).map((box) => box.dataset[name]));
    const severities = off("severity");
    const codes = off("code");
    const shown = new Set();
    for (const note of all(".note", file)) {
      note.hidden = severities.has(note.dataset.severity) || codes.has(note.dataset.code);
      if (!note.hidden) shown.add(note.dataset.number);
    }
    for (const mark of all(".mark", file)) {
      mark.classList.toggle("off", !mark.dataset.notes.split(" ").some((number) => shown.has(number)));
    }
    for (const list of all(".notes", file)) list.hidden = all(".note:not([hidden])", list).length === 0;
    file.querySelector("[data-shown]").textContent = String(shown.size);
    pack(file);
  }

  function chooseAll(file, chosen) {
    for (const box of all("input[data-code], input[data-severity]", file)) box.checked = chosen;
    filter(file);
  }

  // ── Stepping, and what belongs together ────────────────────────────────

  function step(file, by) {
    const notes = all(".note", file).filter((note) => !note.hidden);
    if (!notes.length) return;
    const at = notes.findIndex((note) => note.classList.contains("on"));
    const next = notes[at < 0 ? (by > 0 ? 0 : notes.length - 1) : (at + by + notes.length) % notes.length];
    light(next);
    anchorOf(next).scrollIntoView({ block: "center" });
    next.focus({ preventScroll: true });
  }

  function light(note) {
    const file = note.closest(".file");
    for (const other of all(".on", file)) other.classList.remove("on");
    note.classList.add("on");
    for (const mark of all(`.mark[data-notes~="${note.dataset.number}"]`, file)) mark.classList.add("on");
  }

  // ── Tasks, sorted by the duties of a body; the rank says which goes first ─

  function sort(button) {
    const table = button.closest("table");
    const body = table.tBodies[0];
    const column = Number(button.dataset.sort);
    const rows = Array.from(body.rows);
    rows.forEach((row, at) => { row.dataset.place = row.dataset.place || String(at); });
    const rank = (row) => (column < 0 ? 0 : Number(row.dataset.ranks.split(" ")[column]));
    rows.sort((one, other) => rank(one) - rank(other) || Number(one.dataset.place) - Number(other.dataset.place));
    body.append(...rows);
    for (const head of all("thead th", table)) head.removeAttribute("aria-sort");
    button.closest("th").setAttribute("aria-sort", column < 0 ? "ascending" : "descending");
  }

  // ── A place named in the address, wherever it is hidden ────────────────

  function follow() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const file = target && target.closest(".file");
    if (!file) return;
    if (file.hidden) showFile(file);
    const panel = target.closest(".panel");
    if (panel && panel.hidden) showTab(document.getElementById(panel.getAttribute("aria-labelledby")));
    if (target.classList.contains("note") && target.hidden) chooseAll(file, true);
    if (target.classList.contains("note")) light(target);
    target.scrollIntoView({ block: target === file ? "start" : "center" });
    if (target.classList.contains("note")) target.focus({ preventScroll: true });
  }

  // ── All together ───────────────────────────────────────────────────────

  for (const element of all(".tabs, .filters, .fold")) element.hidden = false;
  if (!wide.matches) for (const box of all(".side > details")) box.open = false;
  for (const list of all(".tabs")) {
    list.addEventListener("keydown", moveInTabs);
    for (const tab of all('[role="tab"]', list)) tab.addEventListener("click", () => showTab(tab));
  }
  for (const button of all(".fold")) {
    button.addEventListener("click", () => button.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") === "false")));
  }
  for (const file of files) {
    showTab(file.querySelector('[role="tab"]'));
    for (const box of all("input[data-code], input[data-severity]", file)) box.addEventListener("change", () => filter(file));
    for (const button of all("[data-step]", file)) button.addEventListener("click", () => step(file, Number(button.dataset.step)));
    for (const button of all("[data-all]", file)) button.addEventListener("click", () => chooseAll(file, Boolean(button.dataset.all)));
    for (const box of all("[data-changes]", file)) {
      box.addEventListener("change", () => {
        file.querySelector(".plan").classList.toggle("unchanged", !box.checked);
        pack(file);
      });
    }
    for (const button of all("[data-sort]", file)) button.addEventListener("click", () => sort(button));
    for (const note of all(".note", file)) {
      note.addEventListener("mouseenter", () => light(note));
      note.addEventListener("focusin", () => light(note));
      note.addEventListener("toggle", () => pack(file), true);
    }
  }
  if (files.length > 1) showFile(files[0]);
  const packAll = () => files.forEach(pack);
  window.addEventListener("resize", packAll);
  window.addEventListener("hashchange", follow);
  if (document.fonts) document.fonts.ready.then(packAll);
  follow();
});
