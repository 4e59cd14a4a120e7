const SUFFIXES = /\.(safetensors|pth|pt|ckpt)$/i;

/** What the file dialog offers. */
export const ACCEPTED_MODELS = ".safetensors,.pth,.pt,.ckpt";

/** Whether the file's name says that it holds a model; the server looks at its content. */
export const looksLikeModel = ({ name }: { name: string }): boolean => SUFFIXES.test(name);
