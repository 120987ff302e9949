import { startFormPreview } from "../../../form-preview/start-form-preview.ts";

startFormPreview(location.search === "?device");
