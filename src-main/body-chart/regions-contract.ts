// Regions of the body: what a mark is on, in words. The list is also the way to mark findings without drawing.

/** Regions that lie on both sides: `shoulder.left` is the patient's left. */
export const pairedRegions = [
  'temple',
  'eye',
  'cheek',
  'jaw',
  'ear',
  'neckSide',
  'shoulder',
  'collarbone',
  'chest',
  'ribs',
  'shoulderBlade',
  'upperArm',
  'elbow',
  'forearm',
  'wrist',
  'hand',
  'fingers',
  'flank',
  'groin',
  'hip',
  'sacroiliac',
  'buttock',
  'thighFront',
  'thighSide',
  'thighBack',
  'knee',
  'kneeBack',
  'shin',
  'calf',
  'ankle',
  'heel',
  'foot',
  'toes',
] as const
export const midlineRegions = [
  'crown',
  'forehead',
  'nose',
  'mouth',
  'backOfHead',
  'throat',
  'neck',
  'breastbone',
  'upperAbdomen',
  'lowerAbdomen',
  'pelvis',
  'upperBack',
  'middleBack',
  'lowBack',
  'sacrum',
  'coccyx',
] as const
/** Vertebrae, top to bottom. */
export const vertebrae = 'C1 C2 C3 C4 C5 C6 C7 T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 L1 L2 L3 L4 L5'.split(' ') as readonly Vertebra[]
type Vertebra = `C${1 | 2 | 3 | 4 | 5 | 6 | 7}` | `T${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12}` | `L${1 | 2 | 3 | 4 | 5}`

export type PairedRegion = (typeof pairedRegions)[number]
export type RegionId = `${PairedRegion}.${'left' | 'right'}` | (typeof midlineRegions)[number] | Vertebra

/** Every region, head to foot, in the order of the list. */
export const regionIds: readonly RegionId[] = [
  ...midlineRegions,
  ...vertebrae,
  ...pairedRegions.flatMap((region): RegionId[] => [`${region}.left`, `${region}.right`]),
]
