import { ENDPOINTS } from '../../../http/all-endpoints';
import { routesOf } from '../../../http/endpoint';

export default routesOf('framework-agreement', ENDPOINTS['framework-agreement']);
