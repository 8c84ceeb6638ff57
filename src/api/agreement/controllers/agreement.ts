import { ENDPOINTS } from '../../../http/all-endpoints';
import { controllerOf } from '../../../http/endpoint';

export default controllerOf(ENDPOINTS.agreement);
