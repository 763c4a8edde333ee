import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import pdfmake from 'pdfmake'
import { drawChart } from './chart.ts'
import { type PdfRequest, pdfDocument, widthOf } from './document.ts'

/** Sets a report, see `render-pdf.ts`: what it is given, it may take its time for. */
const request = workerData as PdfRequest
const { content } = request
const folder = join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts', 'Roboto')
const font = (style: string) => join(folder, `Roboto-${style}.ttf`)
pdfmake.setFonts({
  Roboto: {
    normal: font('Regular'),
    bold: font('Medium'),
    italics: font('Italic'),
    bolditalics: font('MediumItalic'),
  },
})
// A report holds text of many people: whatever it says, nothing but the fonts is read.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => path.startsWith(folder))
const charts = await Promise.all(content.charts.map((chart) => drawChart(chart, widthOf(content))))
const bytes = await pdfmake.createPdf(pdfDocument(request, charts)).getBuffer()
parentPort?.postMessage(new Uint8Array(bytes))
