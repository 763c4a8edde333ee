// Sets the remembered colour scheme before the first paint. Change the number in the name with the content: it is cached for ever.
;(() => {
  var scheme = 'auto'
  try {
    scheme = window.localStorage.getItem('mantine-color-scheme-value') || 'auto'
  } catch (_) {
    // Storage can be forbidden; the system's scheme is a good answer too.
  }
  if (scheme !== 'light' && scheme !== 'dark') {
    scheme = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  }
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme)
})()
