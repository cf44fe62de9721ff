import type { Page } from 'playwright-core'

/** What a picture is made of. */
export interface Pixels {
  /** Share of the pixels that are not of the colour of its corner. */
  readonly painted: number
  readonly colours: number
}

/** Counts the pixels of a PNG, with a blank page as the reader. */
export async function pixelsOf(blank: Page, png: Buffer): Promise<Pixels> {
  const found = await blank.evaluate(`(async () => {
    const image = new Image()
    image.src = 'data:image/png;base64,${png.toString('base64')}'
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.width
    canvas.height = image.height
    const context = canvas.getContext('2d')
    context.drawImage(image, 0, 0)
    const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)
    const painted = pixels.reduce((count, pixel) => count + (pixel === pixels[0] ? 0 : 1), 0)
    return { painted: painted / pixels.length, colours: new Set(pixels).size }
  })()`)
  return found as Pixels
}
