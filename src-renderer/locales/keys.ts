// Keys of all texts, from the Finnish files. A new namespace gets one line here.
import type alerts from './fi/alerts.json'
import type app from './fi/app.json'
import type attachments from './fi/attachments.json'
import type backup from './fi/backup.json'
import type bodyChart from './fi/body-chart.json'
import type clients from './fi/clients.json'
import type common from './fi/common.json'
import type exchange from './fi/exchange.json'
import type firstRun from './fi/first-run.json'
import type kanta from './fi/kanta.json'
import type lock from './fi/lock.json'
import type log from './fi/log.json'
import type measures from './fi/measures.json'
import type privacy from './fi/privacy.json'
import type settings from './fi/settings.json'
import type today from './fi/today.json'
import type codes from './fi/codes.json'
import type disclosures from './fi/disclosures.json'
import type phrases from './fi/phrases.json'
import type recordPrint from './fi/record-print.json'
import type templates from './fi/templates.json'
import type treatment from './fi/treatment.json'

interface Namespaces {
  alerts: typeof alerts
  app: typeof app
  attachments: typeof attachments
  backup: typeof backup
  'body-chart': typeof bodyChart
  clients: typeof clients
  common: typeof common
  exchange: typeof exchange
  'first-run': typeof firstRun
  kanta: typeof kanta
  lock: typeof lock
  log: typeof log
  measures: typeof measures
  privacy: typeof privacy
  settings: typeof settings
  today: typeof today
  codes: typeof codes
  disclosures: typeof disclosures
  phrases: typeof phrases
  'record-print': typeof recordPrint
  templates: typeof templates
  treatment: typeof treatment
}
export type TextKey = { [N in keyof Namespaces]: `${N}.${Extract<keyof Namespaces[N], string>}` }[keyof Namespaces]
