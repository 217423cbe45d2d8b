/** Reference results of GrowthBook's gbstats (MIT; commit 8f1db445) on real headline tests, for the tests of this folder. */
import { armFromConversions } from './effect.ts'

type Interval = readonly [number, number]
const arms = (a: Interval, b: Interval) => ({ control: armFromConversions(a[1], a[0]), treatment: armFromConversions(b[1], b[0]) })

/** conversions and units of both arms, then what gbstats answers: fixed and sequential tests and posteriors at 95%. */
export const referenceCases = [
  {
    ...arms([33, 3783], [12, 4031]),
    fixedRelative: {
      estimate: -0.6587357073588779,
      interval: [-0.8837465656773335, -0.4337248490404223] as Interval,
      p: 9.982162652022453e-9,
    },
    fixedAbsolute: {
      estimate: -0.005746306725573082,
      interval: [-0.009154229419888752, -0.002338384031257413] as Interval,
      p: 0.0009536861813306263,
    },
    sequentialRelative: { interval: [-1.0083787028728153, -0.3090927118449405] as Interval, p: 8.810976370398126e-7 },
    flat: {
      interval: [-0.883701358410264, -0.4337700563074918] as Interval,
      chance: 4.759313482245318e-9,
      keep: 9.012837844693359e-11,
      choose: 0.6587357074490063,
    },
    informed: {
      estimate: -0.5746204442594429,
      interval: [-0.7847325846396149, -0.3645083038792709] as Interval,
      chance: 4.1573387986510334e-8,
      keep: 7.816806847122935e-10,
      choose: 0.5746204450411235,
    },
  },
  {
    ...arms([40, 7227], [50, 7147]),
    fixedRelative: {
      estimate: 0.26399188470686996,
      interval: [-0.25995679285664464, 0.7879405622703846] as Interval,
      p: 0.32335879152358205,
    },
    fixedAbsolute: {
      estimate: 0.0014611422980870068,
      interval: [-0.0011197100543187222, 0.004041994650492736] as Interval,
      p: 0.26713724991809995,
    },
    sequentialRelative: { interval: [-0.5626328510329903, 1.0906166204467302] as Interval, p: 1 },
    flat: {
      interval: [-0.2599119566404857, 0.7878957260542255] as Interval,
      chance: 0.8383290512619193,
      keep: 0.2867926170604084,
      choose: 0.0228007323535384,
    },
    informed: {
      estimate: 0.14716106913524463,
      interval: [-0.2439974215221289, 0.538319559792618] as Interval,
      chance: 0.769552757796484,
      keep: 0.17391445054658883,
      choose: 0.02675338141134418,
    },
  },
  {
    ...arms([71, 2368], [66, 2457]),
    fixedRelative: {
      estimate: -0.10409465339042795,
      interval: [-0.400121219421305, 0.19193191264044912] as Interval,
      p: 0.49062055974881247,
    },
    fixedAbsolute: {
      estimate: -0.0031210812460812434,
      interval: [-0.012507022252001926, 0.006264859759839439] as Interval,
      p: 0.5144928835410563,
    },
    sequentialRelative: { interval: [-0.5624488030872025, 0.35425949630634657] as Interval, p: 1 },
    flat: {
      interval: [-0.4000463261430562, 0.19185701936220018] as Interval,
      chance: 0.24529356311677558,
      keep: 0.021965429003520914,
      choose: 0.12606008239394886,
    },
    informed: {
      estimate: -0.0830538361828373,
      interval: [-0.3474081706897316, 0.18130049832405698] as Interval,
      chance: 0.2690218426497952,
      keep: 0.0221721813227058,
      choose: 0.1052260175055431,
    },
  },
]
