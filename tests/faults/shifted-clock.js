// Read before a process begins (`node --import`): its clock shows this many milliseconds more, or less, than the machine's.
const shift = Number(process.env.CLOCK_SHIFT)
const Own = globalThis.Date
globalThis.Date = class extends Own {
  constructor(...parts) {
    if (parts.length > 0) super(...parts)
    else super(Own.now() + shift)
  }
  static now() {
    return Own.now() + shift
  }
}
