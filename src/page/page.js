"use strict";
// Shows and hides what the page holds; nothing is fetched. Rows of the table are made only where they are seen.
(() => {
  const find = (id) => document.getElementById(id);
  const data = JSON.parse(find("data").textContent);
  const { rows, pool, metrics, words } = data;
  const [DOC, PLACE, TEXT, VALUE, LOWER, UPPER, READING, UNIT, NOUN, METRIC, PERIOD, CHANGE, SECTION, WRITTEN] = Array(14).keys();
  const ROW = 30, SPARE = 12, PRINTED = 2000;
  const grid = find("grid"), body = find("body"), texts = find("texts"), tip = find("tip"), search = find("search");
  const hidden = new Set();
  let order = rows.map((_, index) => index), sorted = null, falling = false, current = -1;

  // --- the table ---------------------------------------------------------------------------

  const make = (name, text, className) => {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };
  const grouped = (figure) => figure === null ? "" : figure.replace(/^(-?\d+)/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
  const interval = (row) => row[LOWER] === row[UPPER] && row[LOWER] !== null ? "" :
    "[" + (row[LOWER] === null ? words.open : grouped(row[LOWER])) + ", " + (row[UPPER] === null ? words.open : grouped(row[UPPER])) + "]";
  // A figure of a table has its unit elsewhere, so that its text does not say it.
  const unitOf = (row) => row[TEXT].includes(pool[row[UNIT]]) ? "" : " " + pool[row[UNIT]];
  const valueOf = (row) => (grouped(row[VALUE]) || interval(row)) + unitOf(row);
  const when = (period) => {
    const [from, to] = period.split("/");
    if (to === undefined) return period;
    const key = from === ".." ? "until" : to === ".." ? "since" : "span";
    return words[key].replace("{from}", from).replace("{to}", to);
  };
  const many = data.documents.length > 1;
  // A figure that is cut off would be read as another one.
  const wide = (row) => {
    const figure = row[VALUE] ?? (row[LOWER] ?? "-") + ", " + (row[UPPER] ?? "-");
    return figure.length * 4 / 3 + 2 * unitOf(row).length;
  };
  const widest = rows.reduce((most, row) => Math.max(most, wide(row)), 12);
  grid.style.setProperty("--value", Math.min(Math.ceil(widest), 34) + 3 + "ch");
  const names = data.documents.map((path) => path.replace(/.*\//, ""));
  const rowOf = (index, at) => {
    const row = rows[index], element = make("div", undefined, "row m" + data.colours[row[METRIC]]);
    element.dataset.row = index;
    element.id = "r" + index;
    element.setAttribute("role", "row");
    element.setAttribute("aria-rowindex", at + 2);
    element.setAttribute("aria-selected", index === current);
    for (const text of [row[WRITTEN] ?? row[TEXT], pool[row[NOUN]], valueOf(row), metrics[row[METRIC]], when(pool[row[PERIOD]]), typeof row[PLACE] === "number" ? words.line.replace("{line}", row[PLACE]) : row[PLACE], ...(many ? [names[row[DOC]]] : [])]) {
      const cell = make("span", text);
      cell.setAttribute("role", "gridcell");
      cell.title = text;
      element.append(cell);
    }
    if (many) element.lastChild.title = data.documents[row[DOC]];
    element.style.transform = "translateY(" + at * ROW + "px)";
    return element;
  };
  const draw = (all) => {
    body.style.height = order.length * ROW + "px";
    const first = all ? 0 : Math.max(0, Math.floor(grid.scrollTop / ROW) - SPARE);
    const last = Math.min(order.length, all ? PRINTED : first + Math.ceil(grid.clientHeight / ROW) + 2 * SPARE);
    const made = document.createDocumentFragment();
    for (let at = first; at < last; at += 1) made.append(rowOf(order[at], at));
    if (all && last < order.length) made.append(make("p", words.more.replace("{count}", order.length - last)));
    body.replaceChildren(made);
    grid.setAttribute("aria-rowcount", order.length + 1);
    if (find("r" + current)) grid.setAttribute("aria-activedescendant", "r" + current);
    else grid.removeAttribute("aria-activedescendant");
  };
  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; draw(); });
  };
  const hay = [];
  const text = (index) => hay[index] ??= (() => {
    const row = rows[index];
    return [row[TEXT], row[WRITTEN] ?? "", row[VALUE] ?? "", pool[row[NOUN]], pool[row[UNIT]], metrics[row[METRIC]], pool[row[PERIOD]], pool[row[SECTION]], data.documents[row[DOC]]].join("\n").toLowerCase();
  })();
  let ranks = null;
  const rank = () => {
    if (ranks) return ranks;
    const { compare } = new Intl.Collator(document.documentElement.lang);
    const sortedPool = pool.map((_, index) => index).sort((a, b) => compare(pool[a], pool[b]));
    ranks = [];
    sortedPool.forEach((word, at) => { ranks[word] = pool[word] === "" ? pool.length : at; });
    return ranks;
  };
  const keys = {
    text: (row) => row[TEXT], noun: (row) => rank()[row[NOUN]], period: (row) => rank()[row[PERIOD]], metric: (row) => row[METRIC],
    value: (row) => Number(row[VALUE] ?? row[UPPER] ?? row[LOWER] ?? -Infinity), place: () => 0, document: (row) => row[DOC],
  };
  const choose = () => {
    const wanted = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    order = [];
    for (let index = 0; index < rows.length; index += 1) {
      if (!hidden.has(rows[index][METRIC]) && wanted.every((word) => text(index).includes(word))) order.push(index);
    }
    if (sorted) {
      const value = rows.map(keys[sorted]);
      const compare = (a, b) => value[a] < value[b] ? -1 : value[a] > value[b] ? 1 : a - b;
      order.sort(falling ? (a, b) => compare(b, a) : compare);
    }
    find("shown").textContent = words.shown.replace("{count}", order.length).replace("{all}", rows.length);
    draw();
  };
  const sort = (button) => {
    falling = sorted === button.dataset.key ? !falling : button.dataset.key === "value";
    sorted = button.dataset.key;
    for (const other of button.parentElement.children) other.removeAttribute("aria-sort");
    button.setAttribute("aria-sort", falling ? "descending" : "ascending");
    grid.scrollTop = 0;
    choose();
  };

  // --- one claim ---------------------------------------------------------------------------

  // A large page keeps its documents as text, of which elements are made when the reader comes near.
  const fill = (article) => {
    const kept = article?.querySelector(":scope > script");
    if (!kept) return;
    seen.unobserve(article);
    article.classList.remove("lazy");
    article.innerHTML = kept.textContent;
  };
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) fill(entry.target);
  }, { root: matchMedia("(min-width: 1001px)").matches ? texts : null, rootMargin: "600px" });
  for (const article of document.querySelectorAll("article.lazy")) seen.observe(article);
  const markOf = (index) => {
    if (!find("c" + index)) fill(find("d" + rows[index][DOC]));
    return find("c" + index);
  };
  const bring = (element) => {
    // Text that was never seen has no height yet: the second time its place is known.
    element.scrollIntoView({ block: "center" });
    requestAnimationFrame(() => element.scrollIntoView({ block: "center" }));
  };
  const select = (index, toText) => {
    if (current >= 0) markOf(current)?.classList.remove("here");
    current = index;
    const mark = markOf(index), at = order.indexOf(index);
    if (mark) {
      mark.classList.add("here");
      if (toText) bring(mark);
    }
    if (at >= 0 && grid.clientHeight > 0) {
      const top = at * ROW, head = find("head").offsetHeight, seen = grid.clientHeight - head;
      if (top < grid.scrollTop || top + ROW > grid.scrollTop + seen) grid.scrollTop = Math.max(0, top - seen / 2);
    }
    draw();
  };
  const step = (by) => {
    const inText = order.slice().sort((a, b) => a - b);
    if (!inText.length) return;
    const at = inText.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : inText.length - 1) : Math.min(inText.length - 1, Math.max(0, at + by));
    select(inText[next], true);
    requestAnimationFrame(() => requestAnimationFrame(() => tell(markOf(current))));
  };
  const messages = (element) => (element.dataset.f ?? "").split(" ").filter(Boolean)
    .map((number) => document.querySelector('[data-finding="' + number + '"]')?.textContent.trim());
  const tell = (element) => {
    if (!element) return;
    tip.replaceChildren();
    const list = make("dl"), add = (name, value) => { if (value) list.append(make("dt", name), make("dd", value)); };
    if (element.id && element.localName === "mark") {
      const row = rows[Number(element.id.slice(1))];
      tip.append(make("strong", row[WRITTEN] ?? row[TEXT]));
      add(words.noun, pool[row[NOUN]] || words.none);
      add(words.value, grouped(row[VALUE]));
      add(words.interval, interval(row));
      add(words.reading, data.readings[row[READING]]);
      add(words.unit, pool[row[UNIT]]);
      add(words.change, ["", words.up, words.down][row[CHANGE]]);
      add(words.period, when(pool[row[PERIOD]]));
      add(words.metric, metrics[row[METRIC]]);
      add(words.section, pool[row[SECTION]]);
    } else if (element.dataset.w !== undefined) {
      tip.append(make("strong", words.aside));
      list.append(make("dd", data.reasons[element.dataset.w] ?? element.dataset.w));
    }
    tip.append(list);
    for (const message of messages(element)) tip.append(make("p", "⚠ " + message));
    tip.hidden = false;
    const box = element.getBoundingClientRect(), own = tip.getBoundingClientRect();
    const below = box.bottom + 8 + own.height < innerHeight;
    tip.style.top = (below ? box.bottom + 8 : Math.max(4, box.top - own.height - 8)) + "px";
    tip.style.left = Math.max(4, Math.min(box.left, innerWidth - own.width - 8)) + "px";
  };
  const hush = () => { tip.hidden = true; };

  // --- findings, filters, tabs -------------------------------------------------------------

  const dim = () => {
    for (const lit of texts.querySelectorAll(".lit")) lit.classList.remove("lit");
  };
  const light = (number) => {
    dim();
    let pressed = false;
    for (const button of document.querySelectorAll("[data-finding]")) {
      const own = button.dataset.finding === number && button.getAttribute("aria-pressed") === "false";
      button.setAttribute("aria-pressed", own);
      pressed ||= own;
    }
    if (!pressed) return;
    for (const own of document.querySelector('[data-finding="' + number + '"]').dataset.documents.split(" ")) fill(find("d" + own));
    const operands = [...texts.querySelectorAll('[data-f~="' + number + '"]')];
    for (const operand of operands) operand.classList.add("lit");
    if (operands.length) bring(operands[0]);
  };
  const show = (name) => {
    for (const tab of document.querySelectorAll("[role=tab]")) {
      const own = tab.getAttribute("aria-controls") === name;
      tab.setAttribute("aria-selected", own);
      tab.tabIndex = own ? 0 : -1;
      find(tab.getAttribute("aria-controls")).hidden = !own;
    }
    if (name === "table") draw();
  };
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [sheet];
  const filter = (chip) => {
    const metric = Number(chip.dataset.metric), off = chip.getAttribute("aria-pressed") === "true";
    chip.setAttribute("aria-pressed", !off);
    if (off) hidden.add(metric); else hidden.delete(metric);
    const rule = (metric) => 'mark[data-m="' + metric + '"]:not(.here, .lit) { background: none; border-bottom-color: transparent; }';
    sheet.replaceSync([...hidden].map(rule).join("\n"));
    choose();
  };
  const theme = () => {
    const root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const now = root.dataset.theme ?? (dark ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
  };

  // --- events ------------------------------------------------------------------------------

  grid.classList.toggle("many", many);
  grid.addEventListener("scroll", later, { passive: true });
  addEventListener("resize", later);
  body.addEventListener("click", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) select(Number(row.dataset.row), true);
  });
  find("head").addEventListener("click", (event) => { if (event.target.dataset.key) sort(event.target); });
  search.addEventListener("input", () => { grid.scrollTop = 0; choose(); });
  texts.addEventListener("click", (event) => {
    const element = event.target.closest("mark, [data-f]");
    if (!element) return;
    if (element.localName === "mark" && element.id) {
      if (find("findings").hidden) show("table");
      select(Number(element.id.slice(1)), false);
    }
    const number = element.dataset.f?.split(" ")[0];
    if (number !== undefined && (element.localName !== "mark" || !find("findings").hidden)) {
      show("findings");
      light(number);
      document.querySelector('[data-finding="' + number + '"]').scrollIntoView({ block: "nearest" });
    }
  });
  texts.addEventListener("mouseover", (event) => {
    const element = event.target.closest("mark, i[data-w], [data-f]");
    if (!element || (element.dataset.w !== undefined && texts.classList.contains("no-asides"))) hush();
    else tell(element);
  });
  texts.addEventListener("mouseleave", hush);
  texts.addEventListener("scroll", hush, { passive: true });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.finding !== undefined) light(button.dataset.finding);
    else if (button.dataset.metric !== undefined) filter(button);
    else if (button.getAttribute("role") === "tab") show(button.getAttribute("aria-controls"));
    else if (button.id === "asides") button.setAttribute("aria-pressed", !texts.classList.toggle("no-asides"));
    else if (button.id === "theme") theme();
    else if (button.id === "next") step(1);
    else if (button.id === "previous") step(-1);
  });
  grid.addEventListener("keydown", (event) => {
    const at = order.indexOf(current);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10, Home: 0, End: order.length - 1 }[event.key];
    if (to === undefined || !order.length || event.target !== grid) return;
    event.preventDefault();
    select(order[Math.min(order.length - 1, Math.max(0, to))], true);
  });
  document.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
    const tabs = [...document.querySelectorAll("[role=tab]")], by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const next = tabs[(tabs.indexOf(event.target) + by + tabs.length) % tabs.length];
    show(next.getAttribute("aria-controls"));
    next.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.localName === "input") {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Escape") {
      hush();
      dim();
      for (const button of document.querySelectorAll("[data-finding][aria-pressed=true]")) button.setAttribute("aria-pressed", false);
    }
    else if (event.key === "/") { event.preventDefault(); show("table"); search.focus(); }
  });
  addEventListener("beforeprint", () => {
    for (const article of document.querySelectorAll("article.lazy")) fill(article);
    draw(true);
  });
  addEventListener("afterprint", () => draw());
  choose();
})();
