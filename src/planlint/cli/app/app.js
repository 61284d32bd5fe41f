// Documents dropped on the page: handed in, shown in their report, their repairs accepted or rejected there, and saved again.
"use strict";

(() => {
  const english = document.documentElement.lang === "en";
  const say = (zh, en) => (english ? en : zh);
  const $ = (id) => document.getElementById(id);
  const documents = new Map(); // id → what the server says of it, and what is chosen in it
  let current = null;

  // ── Talking to the server ──────────────────────────────────────────────

  const HEADERS = { "X-Planlint": "1" };

  async function ask(method, path, body) {
    const headers = body === undefined ? HEADERS : { ...HEADERS, "Content-Type": "application/json" };
    let answer;
    try {
      answer = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    } catch {
      throw new Error(say("与 planlint 的连接断了；它可能已经关闭", "no connection to planlint; it may have been closed"));
    }
    if (!answer.ok) throw new Error(await reasonOf(answer));
    return answer;
  }

  async function reasonOf(answer) {
    try {
      return (await answer.json()).reason;
    } catch {
      return say("出错了，代码 ", "it failed, code ") + answer.status;
    }
  }

  // an upload tells how far it is, which fetch can't
  function handIn(file, progress) {
    return new Promise((done, failed) => {
      const request = new XMLHttpRequest();
      request.open("POST", "/documents?name=" + encodeURIComponent(file.name));
      request.setRequestHeader("X-Planlint", "1");
      request.responseType = "json";
      request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
      request.onload = () => (request.status === 201 ? done(request.response) : failed(new Error(request.response?.reason ?? String(request.status))));
      request.onerror = () => failed(new Error(say("没有传完：连接断了", "not handed in: the connection broke")));
      request.send(file);
    });
  }

  async function save(answer) {
    const content = await answer.blob();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(content);
    const named = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition") ?? "");
    link.download = named ? decodeURIComponent(named[1]) : "planlint";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function complain(error) {
    $("alert").textContent = error ? error.message : "";
  }

  // ── Handing in ─────────────────────────────────────────────────────────

  async function take(files) {
    await Promise.all(Array.from(files, takeOne));
  }

  async function takeOne(file) {
    const line = document.createElement("li");
    const bar = document.createElement("progress");
    const words = document.createElement("span");
    bar.setAttribute("aria-label", file.name);
    line.append(bar, " ", words);
    $("progress").append(line);
    const since = Date.now();
    let sent = 0;
    const tell = () => {
      const seconds = Math.round((Date.now() - since) / 1000);
      words.textContent = file.name + (sent < 1 ? say("：正在读入 ", ": handing in ") + Math.round(sent * 100) + "%" : say("：正在检查，已用 ", ": checking, ") + seconds + say(" 秒", " s"));
    };
    const clock = setInterval(tell, 1000);
    tell();
    try {
      const told = await handIn(file, (share) => {
        sent = share;
        if (share < 1) bar.value = share;
        else bar.removeAttribute("value");
        tell();
      });
      documents.set(told.id, { ...told, accepted: new Set(), rejected: new Set() });
      line.remove();
      list();
      show(told.id);
    } catch (error) {
      bar.remove();
      words.textContent = file.name + say("：", ": ") + error.message;
    } finally {
      clearInterval(clock);
    }
  }

  // ── The documents, and the report of one ───────────────────────────────

  function list() {
    document.body.classList.toggle("busy", documents.size > 0);
    $("desk").hidden = documents.size === 0;
    $("documents").replaceChildren(
      ...Array.from(documents.values(), (one) => {
        const item = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = `${one.name}（${one.totals.errors} · ${one.totals.warnings} · ${one.totals.infos}）`;
        button.title = say("须改 · 存疑 · 建议", "to mend · in doubt · suggestions");
        button.setAttribute("aria-pressed", String(one.id === current));
        button.addEventListener("click", () => show(one.id));
        item.append(button);
        return item;
      }),
    );
    const others = Array.from(documents.values()).filter((one) => one.id !== current);
    $("other").replaceChildren(
      ...others.map((one) => {
        const option = document.createElement("option");
        option.value = one.id;
        option.textContent = one.name;
        return option;
      }),
    );
    for (const name of ["other", "how"]) $(name).disabled = others.length === 0;
    for (const button of document.querySelectorAll('[data-do="compare"]')) button.disabled = others.length === 0;
  }

  function show(id) {
    current = id;
    complain(null);
    list();
    $("page").src = `/documents/${id}/report`;
    count();
  }

  function count() {
    const one = documents.get(current);
    if (!one) return;
    const writable = one.written !== "never";
    for (const button of document.querySelectorAll('[data-do="written"], [data-do="safe"], [data-do="none"]')) button.disabled = !writable;
    $("chosen").textContent = writable
      ? say(`已采纳 ${one.accepted.size} 处，共 ${one.repairs.length} 处可修复`, `${one.accepted.size} of ${one.repairs.length} repairs accepted`)
      : say("这种格式只读，修改请回到原文件", "this format is only read: mend the file it was made from");
  }

  // Each note of the report with a repair gets two buttons. Their clicks are heard here: the page itself runs no script but its own.
  function equip() {
    const page = $("page").contentDocument;
    const one = documents.get(current);
    if (!page || !one || !page.querySelector(".note") || one.written === "never") return;
    const repairs = new Map(one.repairs.map((repair) => [repair.fingerprint, repair]));
    for (const note of page.querySelectorAll(".note")) {
      const repair = repairs.get(note.dataset.fingerprint);
      if (!repair) continue;
      const row = page.createElement("p");
      row.className = "steps";
      for (const [set, other, words] of [
        [one.accepted, one.rejected, say("采纳", "Accept")],
        [one.rejected, one.accepted, say("不采纳", "Reject")],
      ]) {
        const button = page.createElement("button");
        button.type = "button";
        button.textContent = words;
        button.setAttribute("aria-label", words + say("：", ": ") + repair.title);
        button.dataset.choice = set === one.accepted ? "accept" : "reject";
        button.addEventListener("click", () => {
          if (!set.delete(repair.fingerprint)) {
            set.add(repair.fingerprint);
            other.delete(repair.fingerprint);
          }
          press();
        });
        row.append(button);
      }
      note.insertBefore(row, note.querySelector("details"));
    }
    press();
    $("page").contentWindow.dispatchEvent(new Event("resize"));
  }

  function press() {
    const page = $("page").contentDocument;
    const one = documents.get(current);
    for (const button of page.querySelectorAll("[data-choice]")) {
      const set = button.dataset.choice === "accept" ? one.accepted : one.rejected;
      button.setAttribute("aria-pressed", String(set.has(button.closest(".note").dataset.fingerprint)));
      button.textContent = (button.getAttribute("aria-pressed") === "true" ? "✓ " : "") + (button.dataset.choice === "accept" ? say("采纳", "Accept") : say("不采纳", "Reject"));
    }
    count();
  }

  const ACTIONS = {
    safe(one) {
      for (const repair of one.repairs) if (repair.safe && !one.rejected.has(repair.fingerprint)) one.accepted.add(repair.fingerprint);
      press();
    },
    none(one) {
      one.accepted.clear();
      one.rejected.clear();
      press();
    },
    async written(one) {
      const answer = await ask("POST", `/documents/${one.id}/written`, { accepted: [...one.accepted], rejected: [...one.rejected] });
      const made = Number(answer.headers.get("X-Planlint-Made"));
      await save(answer);
      if (made < one.accepted.size)
        complain(new Error(say(`采纳了 ${one.accepted.size} 处，写入 ${made} 处：其余的会带来新问题，或与别处的修改相重，没有改`, `${made} of ${one.accepted.size} accepted repairs are in the file: the others would bring new findings, or are in the way of another`)));
    },
    async report(one) {
      await save(await ask("GET", `/documents/${one.id}/report?save=1`));
    },
    async tasks(one) {
      await save(await ask("GET", `/documents/${one.id}/tasks.xlsx`));
    },
    async targets(one) {
      await save(await ask("GET", `/documents/${one.id}/targets.xlsx`));
    },
    async compare(one) {
      $("page").src = `/documents/${one.id}/compare/${$("other").value}?how=${$("how").value}`;
    },
    async close(one) {
      await ask("DELETE", `/documents/${one.id}`);
      documents.delete(one.id);
      current = documents.keys().next().value ?? null;
      list();
      if (current) show(current);
      else $("page").src = "about:blank";
    },
  };

  async function act(event) {
    const button = event.target.closest("[data-do]");
    const one = documents.get(current);
    if (!button || !one) return;
    complain(null);
    button.disabled = true;
    try {
      await ACTIONS[button.dataset.do](one);
    } catch (error) {
      complain(error);
    } finally {
      button.disabled = false;
      list();
      count();
    }
  }

  // ── Findings as one types ──────────────────────────────────────────────

  let waiting = null;
  let asked = 0;

  function typed() {
    clearTimeout(waiting);
    waiting = setTimeout(look, 400);
  }

  async function look() {
    const text = $("typed").value;
    const number = ++asked;
    if (!text.trim()) return told([], "");
    try {
      const answer = await (await ask("POST", "/text", { text })).json();
      // an answer to what was typed before is late
      if (number === asked) told(answer.findings, answer.findings.length ? say(`${answer.findings.length} 处`, `${answer.findings.length} found`) : say("没有发现问题", "nothing found"));
    } catch (error) {
      if (number === asked) told([], error.message);
    }
  }

  function told(findings, status) {
    $("typed-status").textContent = status;
    $("typed-findings").replaceChildren(
      ...findings.map((found) => {
        const item = document.createElement("li");
        item.className = found.severity;
        const head = document.createElement("p");
        const place = document.createElement("button");
        place.type = "button";
        place.textContent = say(`第${found.line}行`, `line ${found.line}`);
        place.addEventListener("click", () => {
          $("typed").focus();
          $("typed").setSelectionRange(found.start, found.end);
        });
        const title = document.createElement("b");
        title.textContent = `${found.word} ${found.title} `;
        head.append(title, place);
        const message = document.createElement("p");
        message.textContent = found.message;
        item.append(head, message);
        if (found.repair) {
          const button = document.createElement("button");
          button.type = "button";
          button.textContent = found.repair.title + (found.repair.safe ? "" : say("（可能改变文意）", " (may change the meaning)"));
          button.addEventListener("click", () => repair(found.repair.edits));
          item.append(button);
        }
        return item;
      }),
    );
  }

  function repair(edits) {
    let text = $("typed").value;
    for (const edit of [...edits].reverse()) text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
    $("typed").value = text;
    look();
  }

  // ── What is heard ──────────────────────────────────────────────────────

  const drop = $("drop");
  for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => event.preventDefault());
  drop.addEventListener("dragover", () => drop.classList.add("over"));
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    drop.classList.remove("over");
    take(event.dataTransfer.files);
  });
  $("choose").addEventListener("click", () => $("files").click());
  $("files").addEventListener("change", (event) => {
    take(event.target.files);
    event.target.value = "";
  });
  $("actions").addEventListener("click", act);
  $("page").addEventListener("load", equip);
  $("typed").addEventListener("input", typed);
  list();
})();
