export { useSince } from '../../ui/useSince';
