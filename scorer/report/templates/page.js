"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const page = document.documentElement;
  const data = JSON.parse($("data").textContent);
  page.classList.add("js-on");
  for (const each of all(".js, .tools")) each.hidden = false;

  // --- language -----------------------------------------------------------------------------
  const language = () => page.dataset.language;
  const speak = (wanted) => {
    page.dataset.language = wanted;
    page.lang = wanted === "zh" ? "zh-CN" : "en";
    for (const name of ["aria-label", "placeholder", "title", "data-label"])
      for (const each of all(`[data-${name}-zh]`)) each.setAttribute(name, each.getAttribute(`data-${name}-${wanted}`));
    $("switch").textContent = wanted === "zh" ? "English" : "中文";
    $("switch").lang = wanted === "zh" ? "en" : "zh-CN";
  };
  $("switch").addEventListener("click", () => speak(language() === "zh" ? "en" : "zh"));
  $("print").addEventListener("click", () => window.print());

  const press = (buttons, chosen) => {
    for (const each of buttons) each.setAttribute("aria-pressed", String(each === chosen));
  };

  // --- all indicators: rows that open, search, filter ------------------------------------------
  const items = all("tbody.item");
  const open = (item, wanted) => {
    item.querySelector(".toggle").setAttribute("aria-expanded", String(wanted));
    item.querySelector(".detail").hidden = !wanted;
  };
  const texts = new Map(items.map((each) => [each, each.textContent.toLowerCase()]));
  const filters = all("[data-show]");
  const sift = () => {
    const kind = filters.find((each) => each.getAttribute("aria-pressed") === "true").dataset.show;
    const words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    let fitting = 0;
    for (const each of items) {
      const fits = (kind === "all" || each.dataset[kind] === "yes") && words.every((word) => texts.get(each).includes(word));
      each.hidden = !fits;
      fitting += fits;
    }
    count($("shown"), fitting);
  };
  const reach = () => {
    const item = items.find((each) => `#${each.id}` === location.hash);
    if (!item) return;
    if (item.hidden) { $("search").value = ""; press(filters, filters[0]); sift(); }
    open(item, true);
    item.scrollIntoView();
  };
  if (items.length) {
    for (const each of items) {
      open(each, false);
      each.querySelector(".toggle").addEventListener("click", (event) =>
        open(each, event.currentTarget.getAttribute("aria-expanded") !== "true"));
    }
    $("expand").addEventListener("click", () => {
      const wanted = $("expand").getAttribute("aria-pressed") !== "true";
      $("expand").setAttribute("aria-pressed", String(wanted));
      for (const each of items) open(each, wanted);
    });
    for (const each of filters) each.addEventListener("click", () => { press(filters, each); sift(); });
    $("search").addEventListener("input", sift);
    window.addEventListener("hashchange", reach);
    reach();
  }

  // --- all institutions: search, and one of them on demand -----------------------------------------
  const count = (place, number) => {
    for (const each of all("span", place)) each.textContent = each.textContent.replace(/[0-9]+/, String(number));
  };
  if ($("find")) {
    const rows = all("#institutions tbody tr");
    const names = rows.map((each) => each.textContent.toLowerCase());
    $("find").addEventListener("input", () => {
      const wanted = $("find").value.toLowerCase().trim();
      rows.forEach((each, place) => { each.hidden = !names[place].includes(wanted); });
      count($("found"), rows.filter((each) => !each.hidden).length);
    });
  }
  if (data.all) {
    const show = () => {
      const one = data.all.institutions.indexOf($("one").value);
      const lines = data.all.items.map((item) => [item, item.values[item.codes[one]]]);
      lines.sort(([, [a]], [, [b]]) => order(b, a));
      $("its").tBodies[0].replaceChildren(...lines.map(([item, [, ...shown]]) => {
        const row = $("line").content.cloneNode(true);
        const cells = row.firstElementChild.children;
        [item.name, ...shown, item.quotes.join("；") || item.rule].forEach((text, place) => { cells[place].textContent = text; });
        cells[4].title = item.rule;
        return row;
      }));
    };
    $("one").addEventListener("change", show);
    queueMicrotask(show);
  }

  // --- tables that sort: exact values, as fractions ----------------------------------------------
  const exact = (text) => {
    const [number, below] = text.split("/"), [whole, digits = ""] = number.split(".");
    return [BigInt(whole + digits), BigInt(below || "1") * 10n ** BigInt(digits.length)];
  };
  const order = (a, b) => { const [p, q] = exact(a), [r, s] = exact(b), d = p * s - r * q; return d < 0n ? -1 : d > 0n ? 1 : 0; };
  for (const table of all("table[data-sortable]"))
    for (const head of all("th[data-sort]", table)) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") !== "descending";
        for (const each of all("th[aria-sort]", table)) each.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const column = [...head.parentNode.children].indexOf(head);
        const key = (row) => row.children[column].dataset.value;
        const compare = head.dataset.sort === "number" ? order : (a, b) => a.localeCompare(b, "zh-CN");
        const rows = [...table.tBodies[0].rows].sort((a, b) => compare(key(a), key(b)) * (down ? -1 : 1));
        table.tBodies[0].append(...rows);
      });
    }

  // --- what-if: whole numbers over one denominator, so sums are exact ---------------------------------
  const decimal = (number, over) => {
    const minus = number < 0n ? "−" : "";
    let rest = number < 0n ? -number : number;
    let text = String(rest / over), digits = "";
    rest %= over;
    for (let place = 0; rest && place < 12; place++) { rest *= 10n; digits += String(rest / over); rest %= over; }
    if (!rest) return minus + text + (digits && "." + digits);
    const cents = (number < 0n ? -number : number) * 200n + over;
    const whole = cents / (2n * over);
    return "≈" + minus + String(whole / 100n) + "." + String(whole % 100n).padStart(2, "0");
  };
  const told = (low, high, over) => (low === high ? decimal(low, over) : `${decimal(low, over)}～${decimal(high, over)}`);
  const kinds = all("[data-offers]");
  for (const each of kinds)
    each.addEventListener("click", () => {
      press(kinds, each);
      for (const row of all("#offers tbody tr")) row.hidden = each.dataset.offers !== "all" && row.dataset.known !== each.dataset.offers;
    });
  if (data.ticks && $("ticked")) {
    const over = BigInt(data.ticks.over);  // holds the unit of the rounding too, so that rounded sums are whole
    const boxes = all("input[data-lever]");
    const pulled = (number) => boxes.some((each) => each.checked && Number(each.dataset.lever) === number);
    const sum = (chosen) => {
      let low = 0n, high = 0n, struck = 0;
      for (const [a, b, veto] of chosen) { low += BigInt(a); high += BigInt(b); struck = Math.max(struck, veto); }
      if (struck === 2) return [0n, 0n];
      return struck ? [low < 0n ? low : 0n, high > 0n ? high : 0n] : [low, high];
    };
    const floor = (a, b) => (a - (((a % b) + b) % b)) / b;
    const round = (number) => {
      if (!data.ticks.rounding) return number;
      const [places, mode] = data.ticks.rounding, unit = 10n ** BigInt(places);
      let whole = floor(2n * number * unit + over, 2n * over);
      if (mode === "half_even" && 2n * whole * over === 2n * number * unit + over && whole % 2n) whole -= 1n;
      return whole * over / unit;
    };
    const results = (on) => data.ticks.knots.map((knot) =>
      knot.results[knot.levers.reduce((mask, lever, place) => mask | (on(lever) ? 1 << place : 0), 0)]);
    const [low, high] = sum([data.ticks.rest, ...results(() => false)]).map(round);
    const add = () => {
      const [a, b] = sum([data.ticks.rest, ...results(pulled)]).map(round);
      $("ticked").textContent = told(a, b, over);
      $("more-low").textContent = decimal(a - low, over);
      $("more-high").textContent = decimal(b - high, over);
    };
    for (const each of boxes) { each.checked = false; each.addEventListener("change", add); }
    $("untick").addEventListener("click", () => { for (const each of boxes) each.checked = false; add(); });
    add();
  }
})();
