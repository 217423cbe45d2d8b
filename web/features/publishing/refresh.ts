/** Reads again whatever shows publications, after one of them changed. */
import { api, queryClient } from '../../api.ts'

export const refreshPublishing = () =>
  Promise.all([api.publishing.key(), api.calendar.key(), api.today.key()].map((queryKey) => queryClient.invalidateQueries({ queryKey })))
