// Every pair of colours that a page shows now: {kind, inks, paper, where}, each once. A colour is its three parts of 0 to 255.
// Of inks the best counts: a dot is seen by its rim or by its middle.
(exempt => {
  const pairs = new Map(), papers = new Map();
  const style = (element, part) => getComputedStyle(element, part);
  const painted = colour => colour !== "none" && colour !== "transparent" && !/^rgba.*, 0\)$/.test(colour);

  function rgba(colour) {
    if (!/^rgba?\(/.test(colour)) throw new Error(`can't reckon with the colour ${colour}`);
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
    return {parts: [red, green, blue], alpha};
  }

  function over(colour, paper) {
    const {parts, alpha} = rgba(colour);
    return parts.map((part, index) => Math.round(alpha * part + (1 - alpha) * paper[index]));
  }

  function paper(element) {
    if (!element) return [255, 255, 255];
    if (!papers.has(element)) {
      const {backgroundColor, backgroundImage, opacity, filter, mixBlendMode} = style(element);
      const plain = [backgroundImage, opacity, filter, mixBlendMode].join() === "none,1,none,normal";
      if (!plain) throw new Error("can't reckon with such a look");
      papers.set(element, over(backgroundColor, paper(element.parentElement)));
    }
    return papers.get(element);
  }

  function add(kind, colours, ground, element) {
    const inks = colours.map(colour => over(colour, ground)), key = [kind, ...inks, ground].join("|");
    const names = [element.localName, ...element.classList].join(".");
    if (!pairs.has(key)) pairs.set(key, {kind, inks, paper: ground, where: names});
  }

  function kindOf({fontSize, fontWeight}) {
    const size = parseFloat(fontSize);
    return size >= 24 || (size >= 18.66 && fontWeight >= 700) ? "large text" : "text";
  }

  function flowing(element) {
    const own = style(element), ground = paper(element);
    const control = element.matches("input, button, select, textarea");
    const told = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (told || control) add(kindOf(own), [own.color], ground, element);
    if (control) add("graphic", [own.borderTopColor], paper(element.parentElement), element);
    for (const part of ["::before", "::after"]) {
      const {content, color, fontSize, fontWeight} = style(element, part);
      if (/^".+"$/.test(content)) add(kindOf({fontSize, fontWeight}), [color], ground, element);
    }
  }

  function focused(element) {
    element.focus({preventScroll: true});
    const {outlineStyle, outlineColor} = style(element);
    if (outlineStyle !== "none") add("graphic", [outlineColor], paper(element.parentElement), element);
    element.blur();
  }

  function drawn(svg) {
    const ground = paper(svg), elements = [...svg.querySelectorAll("path, rect, circle, line, text")];
    const shown = elements.filter(element => !element.closest("defs") && element.checkVisibility({visibilityProperty: true}));
    const things = shown.map(element => (
      {element, own: style(element), box: element.getBoundingClientRect(), matrix: element.getScreenCTM()}));

    function lines(fill) {
      return [...svg.querySelector(`[id="${/#([^")]+)/.exec(fill)[1]}"]`).querySelectorAll("path")].map(path => style(path).stroke);
    }

    function beneath(point, index) {  // the topmost fill, and the pattern on it
      const hatches = [];
      while (--index >= 0) {
        const {element, own, box, matrix} = things[index];
        if (element.localName === "text" || element.localName === "line" || !painted(own.fill)) continue;
        if (point.x < box.left || point.x > box.right || point.y < box.top || point.y > box.bottom) continue;
        if (!element.isPointInFill(point.matrixTransform(matrix.inverse()))) continue;
        if (!own.fill.startsWith("url(")) return {fill: over(own.fill, ground), hatches};
        hatches.push(...lines(own.fill));
      }
      return {fill: ground, hatches};
    }

    function lettered({element, own, box}, index) {
      const rimmed = own.paintOrder.startsWith("stroke") && painted(own.stroke);
      if (rimmed) return add("text", [own.fill], over(own.stroke, ground), element);
      for (const part of [0.05, 0.5, 0.95]) {
        const {fill, hatches} = beneath(new DOMPoint(box.left + part * box.width, box.top + box.height / 2), index);
        for (const found of [fill, ...hatches.map(hatch => over(hatch, fill))]) add("text", [own.fill], found, element);
      }
    }

    function shaped({element, own, matrix}, index) {
      if (element.matches(exempt)) return;
      const length = element.getTotalLength();
      for (const part of [0.1, 0.3, 0.5, 0.7, 0.9]) {
        const {fill} = beneath(element.getPointAtLength(part * length).matrixTransform(matrix), index);
        const inks = own.fill.startsWith("url(") ? lines(own.fill) : [...(element.localName === "line" ? [] : [own.fill]), own.stroke].filter(painted);
        if (inks.length) add("graphic", inks, fill, element);
      }
    }

    things.forEach((thing, index) => (thing.element.localName === "text" ? lettered : shaped)(thing, index));
  }

  for (const element of document.querySelectorAll("body, body *")) {
    if (element.ownerSVGElement || !element.checkVisibility({visibilityProperty: true})) continue;
    if (element.localName === "svg") drawn(element); else flowing(element);
  }
  if (matchMedia("screen").matches) {
    const found = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
    const some = new Map(found
      .filter(element => element.checkVisibility({visibilityProperty: true}))
      .map(element => [[element.localName, ...element.classList, paper(element.parentElement)].join(), element]));
    some.forEach(focused);
  }
  return [...pairs.values()];
})
