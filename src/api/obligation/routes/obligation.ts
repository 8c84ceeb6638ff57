import { ENDPOINTS } from '../../../http/all-endpoints';
import { routesOf } from '../../../http/endpoint';

export default routesOf('obligation', ENDPOINTS.obligation);
