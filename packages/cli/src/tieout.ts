#!/usr/bin/env node
import { runProgram } from './program.ts'
import { starters } from './serve/commands.ts'
import { systemClock } from './system/clock.ts'
import { systemHttp } from './system/http.ts'
import { systemIds } from './system/ids.ts'
import { systemTerminal } from './system/terminal.ts'

const context = { terminal: systemTerminal, http: systemHttp, clock: systemClock, ids: systemIds }

process.exitCode = await runProgram(process.argv.slice(2), context, starters(context))
