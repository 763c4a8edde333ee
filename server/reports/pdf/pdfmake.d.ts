/** The part of pdfmake 0.3 that is used; the package brings no types. */
declare module 'pdfmake' {
  interface Printed {
    getBuffer(): Promise<Uint8Array>
  }
  interface Pdfmake {
    setFonts(
      fonts: Readonly<Record<string, Readonly<Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>>>>,
    ): void
    setUrlAccessPolicy(policy: (url: string) => boolean): void
    setLocalAccessPolicy(policy: (path: string) => boolean): void
    createPdf(definition: object): Printed
  }
  const pdfmake: Pdfmake
  export default pdfmake
}
