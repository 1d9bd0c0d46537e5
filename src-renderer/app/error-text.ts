// What to say of a call that failed, where a form or a list has one place for it.
import { AppCallError } from './api.ts'
import { t } from './i18n.ts'

/** The refusal as a whole; a defect without its words. */
export const errorText = (error: unknown): string => (error instanceof AppCallError ? error.message : t('common.unexpected'))

/** The first field's own message where the refusal names one: for forms of one or two fields. */
export const fieldErrorText = (error: unknown): string =>
  error instanceof AppCallError ? (error.problems[0]?.message ?? error.message) : t('common.unexpected')
