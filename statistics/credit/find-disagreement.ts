/** Where attribution models disagree: how far a channel's share depends on the rule and not on the data. */

export interface ModelCredit {
  model: string
  conversions: ArrayLike<number>
}

export interface ChannelDisagreement {
  channel: number
  /** The models that give least and most, and their shares of all conversions. */
  least: { model: string; share: number }
  most: { model: string; share: number }
  /** most.share − least.share. */
  spread: number
  /** The best and the worst place the channel takes, 1 being the most credit. */
  ranks: [best: number, worst: number]
}

/**
 * Disagreement per channel, the widest first. Models without any conversions say nothing and are passed over; without models there is
 * no disagreement to report and the list is empty. Errors: a RangeError for models of different channels or impossible credit. Cost: O(models · channels · log channels).
 */
export const findDisagreement = (models: readonly ModelCredit[]): ChannelDisagreement[] => {
  for (const { model, conversions } of models) {
    if (conversions.length !== models[0]?.conversions.length)
      throw new RangeError(`The model ${model} credits ${conversions.length} channels, others ${models[0]?.conversions.length}.`)
    for (let channel = 0; channel < conversions.length; channel++)
      if (!((conversions[channel] as number) >= 0 && (conversions[channel] as number) <= 1e100))
        throw new RangeError(`The model ${model} gives channel ${channel + 1} a credit of ${conversions[channel]}; give 0 or more.`)
  }
  const views = models.flatMap(({ model, conversions }) => {
    const credit = Array.from(conversions)
    const total = credit.reduce((a, b) => a + b, 0)
    if (!(total > 0)) return []
    const order = credit.map((_, i) => i).sort((a, b) => (credit[b] as number) - (credit[a] as number) || a - b)
    const ranks = credit.map(() => 0)
    order.forEach((channel, place) => {
      ranks[channel] = place + 1
    })
    return [{ model, shares: credit.map((amount) => amount / total), ranks }]
  })
  const first = views[0]
  if (!first) return []
  return first.shares
    .map((_, channel): ChannelDisagreement => {
      const said = views.map(({ model, shares }) => ({ model, share: shares[channel] as number })).sort((a, b) => a.share - b.share)
      const ranks = views.map((view) => view.ranks[channel] as number)
      const least = said[0] as { model: string; share: number }
      const most = said[said.length - 1] as { model: string; share: number }
      return { channel, least, most, spread: most.share - least.share, ranks: [Math.min(...ranks), Math.max(...ranks)] }
    })
    .sort((a, b) => b.spread - a.spread || a.channel - b.channel)
}
