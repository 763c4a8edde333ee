import { endpoints } from '#protocol/product-feedback'
import type { Bind } from '../http/bind.ts'
import { sendProductFeedback } from './send.ts'

export const productFeedbackRoutes = (bind: Bind): void =>
  bind.command(endpoints.sendProductFeedback, () => [], sendProductFeedback)
