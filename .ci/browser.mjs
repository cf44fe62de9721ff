// Makes sure that there is a Chromium for the browser tests: on Debian it is installed when it is missing.
import { spawnSync } from 'node:child_process'

if (!isThere()) {
  run('apt-get', ['update', '--quiet'])
  run('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'])
}
if (!isThere()) {
  console.error('no chromium: install one, or give its path as CHROMIUM')
  process.exitCode = 1
}

function isThere() {
  return spawnSync(process.env.CHROMIUM ?? 'chromium', ['--version'], { stdio: 'ignore' }).status === 0
}

function run(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env })
}
