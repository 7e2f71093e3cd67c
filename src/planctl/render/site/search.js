// The search of a site. Without it all pages and links work; the index is loaded when someone begins to search.
"use strict";
(function () {
  var form = document.getElementById("_search");
  if (!form) { return; }
  var root = form.dataset.root, field = form.querySelector("input"), list = form.querySelector("ul"), status = form.querySelector("p");
  var most = 50, wanted = false;

  function load() {
    if (wanted) { return; }
    wanted = true;
    var script = document.createElement("script");
    script.src = root + "search-index.js";
    script.onload = show;
    document.head.appendChild(script);
  }

  // Every word must stand in the title or the unit's name; titles that begin with what is sought come first.
  function found(text) {
    var words = text.toLowerCase().split(/\s+/).filter(Boolean), first = [], others = [];
    if (!words.length || typeof planctlIndex === "undefined") { return []; }
    planctlIndex[1].forEach(function (unit) {
      unit[1].forEach(function (hit) {
        var title = hit[1].toLowerCase(), all = title + " " + unit[0].toLowerCase();
        if (words.every(function (word) { return all.indexOf(word) >= 0; })) {
          (title.indexOf(words[0]) === 0 ? first : others).push([hit, unit[0]]);
        }
      });
    });
    return first.concat(others);
  }

  function item(hit, unit) {
    var element = document.createElement("li"), link = document.createElement("a"), note = document.createElement("span");
    link.href = root + hit[2];
    link.textContent = hit[1];
    note.className = "unit-of";
    note.textContent = " " + planctlIndex[0][hit[0]] + (hit[0] ? ", " + unit : "");
    element.append(link, note);
    return element;
  }

  function show() {
    var text = field.value.trim(), hits = found(text);
    list.replaceChildren.apply(list, hits.slice(0, most).map(function (hit) { return item(hit[0], hit[1]); }));
    list.hidden = !hits.length;
    status.textContent = !text ? "" : hits.length ? form.dataset.some.replace("{n}", hits.length) : form.dataset.none;
  }

  form.hidden = false;
  field.addEventListener("focus", load);
  field.addEventListener("input", function () { load(); show(); });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var link = list.querySelector("a");
    if (link) { link.focus(); }
  });
  form.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { field.value = ""; show(); field.focus(); }
  });
})();
