/** Limits that a test which asks thousands of times does not meet. */
export const noLimits = {
  LIMIT_REGISTER: '100000',
  LIMIT_APPLY: '100000',
  LIMIT_AUTH: '100000',
  LIMIT_PRODUCT_FEEDBACK: '100000',
  LIMIT_PERSON_BURST: '1000000',
  LIMIT_PERSON_RATE: '1000000',
}
