import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/** Headers of every answer. Pages set their own Content-Security-Policy; what is no page may load nothing. */
export function securityHeaders(https: boolean): MiddlewareHandler {
  const common = secureHeaders({
    strictTransportSecurity: https ? 'max-age=31536000; includeSubDomains' : false,
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    crossOriginEmbedderPolicy: false,
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
  })
  return async (context, next) => {
    let referrerPolicy: string | null = null
    await common(context, async () => {
      await next()
      referrerPolicy = context.res.headers.get('referrer-policy')
    })
    const { headers } = context.res
    // A page whose own address is a secret asks for a stricter policy.
    if (referrerPolicy !== null) headers.set('referrer-policy', referrerPolicy)
    if (!headers.has('content-security-policy')) {
      headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
    }
    if (context.req.path.startsWith('/api/') && !headers.has('cache-control')) headers.set('cache-control', 'no-store')
  }
}
