/** Pages read here and there cannot tell what a window holds: only the whole transcript can. It never leaves `paged/`. */
export class Unsure extends Error {}
