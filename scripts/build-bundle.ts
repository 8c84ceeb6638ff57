/** Bundles the workflows into a file (the argument; dist/workflow-bundle.js by default), which the worker loads. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { inProject } from './platform/paths';

async function main(): Promise<void> {
  const { code } = await bundleWorkflowCode({ workflowsPath: inProject('src', 'workflows', 'index.ts') });
  const target = process.argv[2] ?? inProject('dist', 'workflow-bundle.js');
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, code);
}

void main();
