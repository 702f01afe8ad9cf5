/** Measures the case of the benchmark that its argument names, and prints the result as JSON. */
import { CASES } from './deployment-cases';
import { measureDeployment } from './measure-deployment';

const selected = CASES.find(({ name }) => name === process.argv[2]);
if (!selected) throw new Error(`This is no case of the benchmark (given: ${process.argv[2]}). Give one of: ${CASES.map(({ name }) => name).join(' ')}.`);
void measureDeployment(selected).then((result) => console.log(JSON.stringify(result)));
