// look.mjs FILE [PICTURE [FROM]] - opens a page in a real browser and prints as JSON what a careful person would see.
//
// Environment: CHROMIUM, the program; MODULES, the folder node_modules with playwright-core and axe-core.
//
// The page is looked at in light and in dark, on a desk and on a phone 360 pixels wide, and is printed as PDF. With PICTURE a
// screenshot of what a desk shows is written there, beginning at the first element that the selector FROM finds.
import { createRequire } from 'node:module'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [file, picture, from] = process.argv.slice(2)
const require = createRequire(join(process.env.MODULES, 'of-this-folder.js'))
const { chromium } = require('playwright-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const address = pathToFileURL(resolve(file)).href
const desk = { width: 1100, height: 1400 }
const phone = { width: 360, height: 740 }

const profile = mkdtempSync(join(tmpdir(), 'browser-'))
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM,
  headless: true,
  args: [
    '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
  ],
})

/** Opens the page and counts what must not be: requests, messages of the console, errors. */
async function open(scheme, viewport) {
  const page = await browser.newPage()
  const noted = { requests: [], console: [] }
  page.on('request', (request) => { if (request.url() !== address) noted.requests.push(request.url()) })
  page.on('console', (message) => noted.console.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => noted.console.push(`error: ${error.message}`))
  await page.setViewportSize(viewport)
  await page.emulateMedia({ colorScheme: scheme })
  const began = Date.now()
  await page.goto(address, { waitUntil: 'load', timeout: 120_000 })
  // Layout and paint of the whole page are part of opening it.
  await page.evaluate(() => document.documentElement.getBoundingClientRect().height)
  return { page, noted, millis: Date.now() - began }
}

async function barriers(page) {
  await page.evaluate(axe)
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
  return found.violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.target.join(' ')}`))
}

async function lookAt(scheme) {
  const { page, noted, millis } = await open(scheme, desk)
  const found = await barriers(page)
  const facts = await page.evaluate(() => ({
    title: document.title,
    headings: [...document.querySelectorAll('h1, h2')].map((each) => each.textContent),
    elements: document.querySelectorAll('*').length,
    foreign: document.querySelectorAll('script, img, iframe, object, embed, link, form, input, base, audio, video').length,
    handlers: [...document.querySelectorAll('*')].filter((each) => each.getAttributeNames().some((name) => name.startsWith('on'))).length,
    paper: getComputedStyle(document.body).backgroundColor,
    text: document.body.innerText.slice(0, 400_000),
  }))
  if (picture && scheme === 'light') {
    if (from) await page.evaluate((selector) => document.querySelector(selector).scrollIntoView(), from)
    await page.screenshot({ path: picture })
  }
  await page.close()
  return { ...noted, millis, barriers: found, ...facts }
}

try {
  const light = await lookAt('light')
  const dark = await lookAt('dark')
  const { page: small, noted } = await open('light', phone)
  const widths = await small.evaluate(() => ({
    page: document.documentElement.scrollWidth,
    widest: [...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > 361 && !each.closest('.scroll') && !each.closest('.spoken'))
      .slice(0, 5).map((each) => each.outerHTML.slice(0, 120)),
  }))
  await small.close()
  const { page: printed } = await open('light', desk)
  const pdf = await printed.pdf({ format: 'A4' })
  await printed.close()
  console.log(JSON.stringify({
    bytes: statSync(file).size,
    light,
    dark,
    phone: { ...widths, ...noted },
    pdf: { bytes: pdf.length, head: pdf.subarray(0, 5).toString('latin1') },
  }))
} finally {
  await browser.close()
  rmSync(profile, { recursive: true, force: true })
}
