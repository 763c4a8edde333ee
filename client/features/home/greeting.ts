/** `Good morning, Dana`; somebody whose name is not known yet is greeted without one. */
export function greeting(now: Date, name: string): string {
  const hour = now.getHours()
  const words = hour < 5 ? 'Good evening' : hour < 12 ? 'Good morning' : hour < 18 ? 'Good afternoon' : 'Good evening'
  const first = name.trim().split(/\s+/)[0]
  return first && !first.includes('@') ? `${words}, ${first}` : words
}
