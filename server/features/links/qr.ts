/** The QR code of a link as SVG. */
import { renderSVG } from 'uqr'

/** Error correction M: a code with a scratch is still read. One dark path on white, four quiet modules around, as scanners want. Cost: about 1 ms. */
export const drawQr = (address: string): string => renderSVG(address, { ecc: 'M', border: 4 })
