/** The API of short links: links, campaigns, domains, UTM rules and the page of links. */
import { linksContract } from '../../../contract/links.ts'
import { say } from '../../../contract/sentence.ts'
import { access, implement, type RequestContext } from '../../http/implement.ts'
import { refusal } from '../../say.ts'
import { checkDomain, takeDomain } from './domains.ts'
import { makeLink, readLinks, showLink } from './manage.ts'
import { drawQr } from './qr.ts'
import { redirectsOf } from './redirects.ts'
import { changeCampaign, findLinkPage, findUtmRules, insertCampaign, listCampaigns, saveLinkPage, saveUtmRules } from './store/campaigns.ts'
import { clicksBy, clicksByDay } from './store/clicks.ts'
import { changeLink, deleteDomain, listDomains, listPageLinks } from './store/links.ts'
import { periodOf } from '../../http/days.ts'
import { checkUtm, findAddresses, repairText } from './utm.ts'
import { pageAddress } from './addresses.ts'

const api = implement(linksContract).$context<RequestContext>().use(access)

export const linksRoutes = api.router({
  list: api.list.handler(async ({ context, input, errors }) => {
    const brand = await context.readBrand(input.workspaceId, input.brandId)
    if (brand === null) throw errors.NOT_FOUND()
    return readLinks(context.services, input, { ...input, period: periodOf(input, brand.timeZone, context.services.now()) })
  }),
  get: api.get.handler(async ({ context, input, errors }) => {
    const [brand, link] = await Promise.all([
      context.readBrand(input.workspaceId, input.brandId),
      showLink(context.services, input, input.linkId),
    ])
    if (brand === null || link === null) throw errors.NOT_FOUND()
    const { db } = context.services.database
    const period = periodOf(input, brand.timeZone, context.services.now())
    const by = (what: 'referrer' | 'device' | 'language') => clicksBy(db, input.workspaceId, link.id, period, what)
    const [days, referrers, devices, languages] = await Promise.all([
      clicksByDay(db, input.workspaceId, link.id, period, brand.timeZone),
      by('referrer'),
      by('device'),
      by('language'),
    ])
    return { ...link, days, referrers, devices, languages }
  }),
  create: api.create.handler(async ({ context, input, errors }) => {
    const made = await makeLink(context.services, input, input.link, context.user.name)
    if (made.kind === 'refused') throw errors.BAD_INPUT(refusal(made.words, made.where))
    return made.link
  }),
  update: api.update.handler(async ({ context, input, errors }) => {
    const made = await makeLink(context.services, input, { ...input.link, domainId: null }, context.user.name, input.linkId)
    if (made.kind === 'refused') throw made.where === 'linkId' ? errors.NOT_FOUND() : errors.BAD_INPUT(refusal(made.words, made.where))
    return made.link
  }),
  archive: api.archive.handler(async ({ context, input, errors }) => {
    const { services } = context
    const changed = await changeLink(services.database.db, input, input.linkId, { archivedAt: input.archived ? services.now() : null })
    redirectsOf(services).refresh()
    const link = changed ? await showLink(services, input, input.linkId) : null
    if (link === null) throw errors.NOT_FOUND()
    return link
  }),
  qr: api.qr.handler(async ({ context, input, errors }) => {
    const link = await showLink(context.services, input, input.linkId)
    if (link === null) throw errors.NOT_FOUND()
    return { svg: drawQr(link.address), address: link.address }
  }),
  campaigns: api.campaigns.handler(({ context, input }) => listCampaigns(context.services.database.db, input)),
  createCampaign: api.createCampaign.handler(async ({ context, input, errors }) => {
    const { db } = context.services.database
    const { campaign } = input
    if (campaign.startsOn !== null && campaign.endsOn !== null && campaign.endsOn < campaign.startsOn)
      throw errors.BAD_INPUT(refusal(say('links:problem.campaignDays'), 'endsOn'))
    const id = await insertCampaign(db, input, campaign, context.services.now())
    if (id === null) throw errors.BAD_INPUT(refusal(say('links:problem.campaignKey', { key: campaign.key.toLowerCase() }), 'key'))
    const [made] = await listCampaigns(db, input, id)
    if (made === undefined) throw errors.NOT_FOUND()
    return made
  }),
  updateCampaign: api.updateCampaign.handler(async ({ context, input, errors }) => {
    const { db } = context.services.database
    const { campaign } = input
    if (campaign.startsOn !== null && campaign.endsOn !== null && campaign.endsOn < campaign.startsOn)
      throw errors.BAD_INPUT(refusal(say('links:problem.campaignDays'), 'endsOn'))
    const changed = await changeCampaign(db, input, input.campaignId, campaign, context.services.now())
    const [made] = changed ? await listCampaigns(db, input, input.campaignId) : []
    if (made === undefined) throw errors.NOT_FOUND()
    return made
  }),
  domains: api.domains.handler(({ context, input }) => listDomains(context.services.database.db, input)),
  addDomain: api.addDomain.handler(async ({ context, input, errors }) => {
    const taken = await takeDomain(context.services, input, input.host)
    if ('words' in taken) throw errors.BAD_INPUT(refusal(taken.words, 'host'))
    redirectsOf(context.services).refresh()
    return taken
  }),
  checkDomain: api.checkDomain.handler(async ({ context, input, errors }) => {
    const domain = await checkDomain(context.services, input, input.domainId)
    if (domain === null) throw errors.NOT_FOUND()
    return domain
  }),
  removeDomain: api.removeDomain.handler(async ({ context, input, errors }) => {
    const { db } = context.services.database
    if (!(await listDomains(db, input)).some(({ id }) => id === input.domainId)) throw errors.NOT_FOUND()
    const removed = await deleteDomain(db, input, input.domainId)
    if (!removed) throw errors.BAD_INPUT(refusal(say('links:problem.domainHasLinks')))
    redirectsOf(context.services).refresh()
    return { removed }
  }),
  utmRules: api.utmRules.handler(({ context, input }) => findUtmRules(context.services.database.db, input)),
  saveUtmRules: api.saveUtmRules.handler(async ({ context, input }) => {
    await saveUtmRules(context.services.database.db, input, input.rules, context.services.now())
    return findUtmRules(context.services.database.db, input)
  }),
  checkUtm: api.checkUtm.handler(async ({ context, input }) => {
    const rules = await findUtmRules(context.services.database.db, input)
    const addresses = input.text === undefined ? input.addresses : findAddresses(input.text)
    const verdicts = addresses.map((address) => checkUtm(address, rules, input.context))
    return { verdicts, text: input.text === undefined ? null : repairText(input.text, verdicts) }
  }),
  page: api.page.handler(async ({ context, input }) => {
    const page = await findLinkPage(context.services.database.db, input)
    return { page, address: page === null ? null : pageAddress(context.services.config, page.slug) }
  }),
  savePage: api.savePage.handler(async ({ context, input, errors }) => {
    const { services } = context
    const page = { ...input.page, slug: input.page.slug.toLowerCase() }
    const ids = page.entries.map(({ linkId }) => linkId)
    const there = new Set((await listPageLinks(services.database.db, input, ids)).map(({ id }) => id))
    if (ids.some((id) => !there.has(id))) throw errors.BAD_INPUT(refusal(say('links:problem.pageLink'), 'entries'))
    if (!(await saveLinkPage(services.database.db, input, page, services.now())))
      throw errors.BAD_INPUT(refusal(say('links:problem.pageSlug', { slug: page.slug }), 'slug'))
    return { page, address: pageAddress(services.config, page.slug) }
  }),
})
