import { createHash } from 'node:crypto'

// Neutral by intention: minerals, plants and weather beside birds and sea animals; no person, place, people or virtue.
const first =
  'Amber Ash Birch Basalt Beryl Brass Bronze Cedar Chalk Cinder Citrine Clay Clover Cobalt Copper Coral Cotton Crystal Dawn Delta Dune Dusk Ember Fern Flint Fog Frost Garnet Ginger Granite Harbor Hazel Heather Indigo Iris Ivory Jade Jasper Juniper Lake Larch Lilac Linen Maple Marble Meadow Mica Mint Moss Nickel Oak Ochre Olive Onyx Opal Pearl Pebble Pine Quartz Rain River Rowan Russet Sable Saffron Sage Sand Sienna Silver Slate Snow Spruce Stone Storm Sumac Teal Thistle Timber Topaz Umber Velvet Violet Walnut Willow Wind Zinc'.split(
    ' ',
  )
const second =
  'Auk Avocet Bittern Bunting Bustard Chough Coot Cormorant Crane Crossbill Curlew Dipper Diver Dotterel Dove Dunlin Eagle Egret Eider Falcon Fieldfare Finch Flycatcher Fulmar Gannet Garganey Godwit Goldcrest Goose Goshawk Grebe Grouse Gull Harrier Hawk Heron Hobby Hoopoe Ibis Jackdaw Jay Kestrel Kingfisher Kite Kittiwake Knot Lapwing Lark Linnet Magpie Martin Merlin Nightjar Nuthatch Oriole Osprey Ouzel Owl Partridge Petrel Pintail Pipit Plover Pochard Ptarmigan Puffin Quail Rail Raven Redshank Redstart Robin Rook Ruff Sanderling Shearwater Shrike Siskin Skua Smew Snipe Sparrow Spoonbill Starling Stonechat Stork Swallow Swan Swift Teal Tern Thrush Turnstone Wagtail Warbler Wheatear Whimbrel Wigeon Wren'.split(
    ' ',
  )

/**
 * A pronounceable name for somebody whose own is withheld, such as `Amber Heron · 7F`: drawn from the candidate's id,
 * so that it says nothing about the person.
 * @param attempt raised when the employer has this code already
 */
export function codeName(candidateId: string, attempt = 0): string {
  const bytes = createHash('sha256').update(`${candidateId}:${attempt}`).digest()
  const adjective = first[bytes.readUInt16BE(0) % first.length]
  const animal = second[bytes.readUInt16BE(2) % second.length]
  return `${adjective} ${animal} · ${bytes.toString('hex', 4, 5).toUpperCase()}`
}
