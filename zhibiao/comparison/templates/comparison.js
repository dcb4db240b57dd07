"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const page = document.documentElement;
  page.classList.add("js-on");
  for (const each of all(".js, .tools")) each.hidden = false;

  const speak = (wanted) => {
    page.dataset.language = wanted;
    page.lang = wanted === "zh" ? "zh-CN" : "en";
    for (const name of ["aria-label", "placeholder", "data-label"])
      for (const each of all(`[data-${name}-zh]`)) each.setAttribute(name, each.getAttribute(`data-${name}-${wanted}`));
    $("switch").textContent = wanted === "zh" ? "English" : "中文";
    $("switch").lang = wanted === "zh" ? "en" : "zh-CN";
  };
  $("switch").addEventListener("click", () => speak(page.dataset.language === "zh" ? "en" : "zh"));
  $("print").addEventListener("click", () => window.print());

  // --- filter by kind of change, and search ----------------------------------------------------
  const items = all("article.item");
  const kinds = new Map(items.map((each) => [each, new Set(each.dataset.kinds.split(" "))]));
  const texts = new Map(items.map((each) => [each, each.textContent.toLowerCase()]));
  const filters = all("[data-show]");
  const press = (chosen) => { for (const each of filters) each.setAttribute("aria-pressed", String(each === chosen)); };
  const sift = () => {
    const kind = filters.find((each) => each.getAttribute("aria-pressed") === "true").dataset.show;
    const words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    let fitting = 0;
    for (const each of items) {
      const fits = (kind === "all" || kinds.get(each).has(kind)) && words.every((word) => texts.get(each).includes(word));
      each.hidden = !fits;
      fitting += fits;
    }
    for (const each of all("span", $("shown"))) each.textContent = each.textContent.replace(/[0-9]+/, String(fitting));
  };
  for (const each of filters) each.addEventListener("click", () => { press(each); sift(); });
  $("search").addEventListener("input", sift);

  // --- a row that a link leads to is shown, whatever the filter -----------------------------------
  const reach = () => {
    const item = items.find((each) => `#${each.id}` === location.hash);
    if (!item || !item.hidden) return;
    $("search").value = "";
    press(filters[0]);
    sift();
    item.scrollIntoView();
  };
  window.addEventListener("hashchange", reach);
  reach();
})();
