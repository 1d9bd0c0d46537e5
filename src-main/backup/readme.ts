// README.txt: how to open the file without this app. The tests do what it says, with Debian's programs.
import en from './texts/readme.en.json' with { type: 'json' }
import fi from './texts/readme.fi.json' with { type: 'json' }
import sv from './texts/readme.sv.json' with { type: 'json' }

type Texts = typeof fi

const rule = '='.repeat(78)

function part(texts: Texts, withPassphrase: boolean): string {
  const lines = withPassphrase ? texts.withPassphrase : texts.recoveryOnly
  return [texts.title, '', ...texts.what, '', ...lines, '', ...texts.inside].join('\n')
}

/** @param withPassphrase whether there is a key.age */
export const readme = (withPassphrase: boolean): Buffer =>
  Buffer.from(`${[fi, sv, en].map((texts) => part(texts, withPassphrase)).join(`\n\n${rule}\n\n`)}\n`, 'utf8')
