// 日历核对 — holds every year of policy/calendar against two independent tables.
//   npm install --no-save chinese-days@1.5.7 chinese-workday@1.16.1 && node compare.mjs
// Exit code 1 where our table stands alone, or differs from both; a day on which the two differ from one another is listed.
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const folder = join(here, '../../policy/calendar')
const packages = join(process.cwd(), 'node_modules')

const days = JSON.parse(readFileSync(join(packages, 'chinese-days/dist/chinese-days.json'), 'utf8'))
const other = await import(join(packages, 'chinese-workday/dist/chinese-workday.esm.js'))
const isWorkdayOther = other.isWorkday ?? other.default.isWorkday

const ours = {}
const years = []
for (const file of readdirSync(folder).filter(f => f.endsWith('.json')).sort()) {
  const year = JSON.parse(readFileSync(join(folder, file), 'utf8'))
  years.push(year.year)
  for (const day of year.days) ours[day.date] = !day.isOffDay
}

const weekday = date => ![0, 6].includes(new Date(date + 'T00:00:00Z').getUTCDay())
const first = date => date in ours ? ours[date] : weekday(date)
const second = date => date in days.holidays ? false : date in days.workdays ? true : weekday(date)
const covered = { first: Math.min(...Object.keys(days.holidays).map(d => +d.slice(0, 4))), second: 2011 }

let compared = 0, differences = 0
for (const year of years) {
  const found = []
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86400000) {
    const date = new Date(at).toISOString().slice(0, 10)
    const answers = { ours: first(date) }
    if (year >= covered.first) answers['chinese-days'] = second(date)
    if (year >= covered.second) answers['chinese-workday'] = isWorkdayOther(new Date(date + 'T00:00:00'))
    compared++
    const others = [answers['chinese-days'], answers['chinese-workday']].filter(a => a !== undefined)
    if (others.length === 0) { found.push(`${date} nobody to ask`); continue }
    if (others.some(a => a !== answers.ours)) found.push(`${date} ${JSON.stringify(answers)}`)
    if (others.every(a => a !== answers.ours)) differences++
  }
  console.log(`${year}: ${found.length === 0 ? 'the same' : found.slice(0, 12).join('\n      ')}`)
}
console.log(`${compared} days of ${years.length} years; ${differences} on which our table stands alone`)
process.exitCode = differences === 0 ? 0 : 1
