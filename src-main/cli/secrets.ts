import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { SecretName } from '../core/contract.ts'
import { AppError } from '../core/errors.ts'

const variables: Record<SecretName, string> = {
  passphrase: 'VASTAANOTTO_PASSPHRASE',
  newPassphrase: 'VASTAANOTTO_NEW_PASSPHRASE',
  recoveryKey: 'VASTAANOTTO_RECOVERY_KEY',
  backupPassphrase: 'VASTAANOTTO_BACKUP_PASSPHRASE',
  pin: 'VASTAANOTTO_PIN',
}
export const variableOf = (name: SecretName): string => variables[name]

/**
 * Takes the secrets out of the environment, so that no child process inherits them. `…_FILE` names a file whose first line is the secret.
 */
export function takeSecrets(environment: NodeJS.ProcessEnv): (name: SecretName) => string | undefined {
  const taken = new Map<SecretName, string>()
  const files = new Map<SecretName, string>()
  for (const [name, variable] of Object.entries(variables) as [SecretName, string][]) {
    const value = environment[variable]
    const file = environment[`${variable}_FILE`]
    if (value !== undefined && value !== '') taken.set(name, value)
    else if (file) files.set(name, path.resolve(environment['INIT_CWD'] ?? process.cwd(), file))
    delete environment[variable]
    delete environment[`${variable}_FILE`]
  }
  return (name) => {
    const file = files.get(name)
    if (file !== undefined && !taken.has(name)) {
      try {
        taken.set(name, readFileSync(file, 'utf8').replace(/\r?\n[\s\S]*$/, ''))
      } catch (cause) {
        throw new AppError('io', 'io', { cause })
      }
    }
    return taken.get(name)
  }
}
