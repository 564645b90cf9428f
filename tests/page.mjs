// Opens a page of `tongji report` in Chromium, uses it as a reader would, and fails with the first thing that is not
// as it should be. Arguments: the page, the folder in which playwright-core is installed, the path of Chromium, and a
// folder for screenshots, which may be left out.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [file, library, executablePath, shots] = process.argv.slice(2);
const { chromium } = createRequire(library + "/")("playwright-core");
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const requests = [], errors = [];
page.on("request", (request) => { if (!request.url().startsWith("data:")) requests.push(request.url()); });
page.on("pageerror", (error) => errors.push(String(error)));
page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
page.on("dialog", (dialog) => { errors.push("dialog: " + dialog.message()); dialog.dismiss(); });

const url = pathToFileURL(file).href;
const begin = Date.now();
await page.goto(url);
await page.locator(".row").first().waitFor();
const opened = Date.now() - begin;

const visible = (selector) => page.locator(selector).first().evaluate((element) => {
  const box = element.getBoundingClientRect();
  return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
});
const paint = (selector) => page.locator(selector).first().evaluate((element) => getComputedStyle(element).backgroundColor);
const soon = () => page.waitForTimeout(150);

// A row of the table brings its sentence into view.
const rows = await page.evaluate(() => JSON.parse(document.getElementById("data").textContent).rows.length);
const lazy = (await page.locator("article.lazy, article > script").count()) > 0;
if (!lazy) assert.equal(await page.locator("mark[id]").count(), rows, "every claim is marked once");
const last = page.locator("#body .row").nth(Math.min(rows, 8) - 1);
const number = await last.getAttribute("data-row");
await last.click();
await soon();
assert.ok(await visible("#c" + number), "the claim of the row is in view");
assert.match(await page.locator("#c" + number).getAttribute("class"), /\bhere\b/);
assert.equal(await page.locator("#body .row[aria-selected=true]").getAttribute("data-row"), number);

// A claim brings its row into view, and says how it was read.
await page.locator("#c0").evaluate((element) => element.scrollIntoView({ block: "center" }));
await page.locator("#c0").click();
await soon();
assert.equal(await page.locator("#body .row[aria-selected=true]").getAttribute("data-row"), "0");
await page.mouse.move(2, 2);
await page.locator("#c0").hover();
assert.ok(await page.locator("#tip").isVisible(), "a claim tells of itself");
assert.ok((await page.locator("#tip dt").count()) >= 3);
await page.keyboard.press("Escape");
assert.ok(!(await page.locator("#tip").isVisible()));

// Keys go from claim to claim.
await page.keyboard.press("j");
await soon();
assert.match(await page.locator("#c" + Math.min(1, rows - 1)).getAttribute("class"), /\bhere\b/);
await page.locator("#grid").focus();
await page.keyboard.press("End");
await soon();
assert.match(await page.locator("#c" + (rows - 1)).getAttribute("class"), /\bhere\b/);
assert.ok(await visible("#c" + (rows - 1)), "the last claim is in view");
assert.equal(await page.locator("#grid").getAttribute("aria-activedescendant"), "r" + (rows - 1), "a screen reader is told the row");

// Who goes by keys sees where he is.
await page.keyboard.press("Shift+Tab");
assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none");

// A filter hides a metric in the table and in the text.
const chip = page.locator("[data-metric]").first();
const metric = await chip.getAttribute("data-metric");
const count = Number(await chip.locator("b").textContent());
const before = await paint('mark[data-m="' + metric + '"]:not(.here)');
await chip.click();
assert.equal(await chip.getAttribute("aria-pressed"), "false");
assert.ok((await page.locator("#shown").textContent()).includes(String(rows - count)), "the rows of the metric are gone");
const after = await paint('mark[data-m="' + metric + '"]:not(.here)');
assert.notEqual(after, before, "the metric is marked no longer");
assert.equal(after, "rgba(0, 0, 0, 0)");
await chip.click();

// The search finds, and the order can be changed.
const first = await page.locator("#c0").textContent();
await page.locator("#search").fill(first);
assert.ok((await page.locator("#body .row").count()) >= 1);
assert.ok(await page.locator("#body .row > span:nth-child(3)").evaluateAll((cells) => cells.every((cell) => cell.scrollWidth <= cell.clientWidth + 1)), "no value is cut off");
assert.ok((await page.locator("#body .row").first().textContent()).includes(first));
await page.locator("#search").fill("");
await page.locator("[data-key=value]").click();
const values = (await page.locator("#body .row > span:nth-child(3)").allTextContents()).map((text) => text.replaceAll(",", ""));
const plain = values.filter((text) => /^-?[\d.]+$/.test(text)).map(Number);
assert.ok(plain.length < 2 || plain.every((value, at) => at === 0 || value <= plain[at - 1]), "the greatest is on top");

// What was set aside can be switched off.
if (await page.locator("#asides").count()) {
  const line = () => page.locator("i[data-w]").first().evaluate((element) => getComputedStyle(element).borderBottomStyle);
  assert.equal(await line(), "dotted");
  await page.locator("#asides").click();
  assert.equal(await line(), "none");
  await page.locator("#asides").click();
}

// A finding lights up all its operands at once.
await page.locator("#tab-findings").click();
const grave = page.locator("#findings > ol > li.error");
const item = ((await grave.count()) ? grave : page.locator("#findings > ol > li")).first();
const finding = item.locator("[data-finding]").first();
if (await finding.count()) {
  const own = await finding.getAttribute("data-finding");
  const operands = await item.locator("ul > li").count();
  await finding.click();
  await soon();
  const wanted = await page.locator("#texts [data-f~='" + own + "']").count();
  assert.ok(wanted >= operands, "every operand is marked");
  assert.equal(await page.locator("#texts .lit").count(), wanted);
  assert.ok(await visible("#texts .lit"), "the operands are in view");
  if (shots) await page.screenshot({ path: shots + "/finding.png" });
  await finding.click();
  assert.equal(await page.locator("#texts .lit").count(), 0);
  await finding.click();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#texts .lit").count(), 0, "Escape clears");
  assert.equal(await finding.getAttribute("aria-pressed"), "false");
}

// Charts are drawn, and the other theme shows the other picture.
if (await page.locator("#tab-charts").count()) {
  await page.locator("#tab-charts").click();
  assert.ok(await page.locator("figure .light svg").first().isVisible());
  await page.locator("#theme").click();
  assert.ok(await page.locator("figure .dark svg").first().isVisible());
  assert.ok(!(await page.locator("figure .light svg").first().isVisible()));
  if (shots) await page.screenshot({ path: shots + "/charts-dark.png" });
  await page.locator("#theme").click();
}
await page.locator("#tab-table").click();

// Nothing of a document runs.
assert.equal(await page.evaluate(() => globalThis.ran), undefined, "a document's script ran");
assert.equal(await page.locator("article script:not([type='text/plain']), article style, article [onmouseover]").count(), 0);
if (process.env.TONGJI_HOSTILE) {
  const shown = await page.locator("article").first().textContent();
  for (const text of ["<script>globalThis.ran = 1</script>", "</style>", "\"onmouseover=\"globalThis.ran = 1"]) {
    assert.ok(shown.includes(text), "shown as text: " + text);
  }
}

if (shots) {
  await page.screenshot({ path: shots + "/light.png" });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.evaluate(() => document.documentElement.removeAttribute("data-theme"));
  await page.screenshot({ path: shots + "/dark.png" });
  await page.emulateMedia({ colorScheme: "light" });
  await page.pdf({ path: shots + "/print.pdf", format: "A4" });
  await page.setViewportSize({ width: 420, height: 860 });
  await page.screenshot({ path: shots + "/narrow.png" });
}
assert.deepEqual(requests.filter((request) => request !== url), [], "nothing leaves the page");
assert.deepEqual(errors, [], "no errors");
await browser.close();
console.log(JSON.stringify({ rows, opened }));
