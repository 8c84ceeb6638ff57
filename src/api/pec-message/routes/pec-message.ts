import { ENDPOINTS } from '../../../http/all-endpoints';
import { routesOf } from '../../../http/endpoint';

export default routesOf('pec-message', ENDPOINTS['pec-message']);
