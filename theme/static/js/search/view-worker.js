// @ts-check
/** The line to the search worker. */

import { LoadError, loadText } from "./load.js";

/** @typedef {"network" | "missing" | "damaged"} Problem as the worker says it */

/** A worker that knows the root; after a failure the next question starts another. */
export class Line {
  /**
   * @param {string} script address of the worker
   * @param {string} root address of the root
   * @param {(reply: import("./view-results.js").Reply) => void} onReply
   * @param {(problem: Problem, id?: number) => void} onProblem with the request's id, where one is meant
   */
  constructor(script, root, onReply, onProblem) {
    this.script = script;
    this.root = new URL(root, location.href).href;
    this.onReply = onReply;
    this.onProblem = onProblem;
    /** @type {Promise<Worker> | undefined} */
    this.worker = undefined;
    /** @type {RequestCache | undefined} */
    this.cache = undefined;
  }

  /** @param {{id: number}} request */
  async ask(request) {
    try {
      (await this.open()).postMessage(request);
    } catch (error) {
      this.onProblem(error instanceof LoadError ? error.kind : "network", request.id);
    }
  }

  /** @returns {Promise<Worker>} */
  open() {
    this.worker ??= this.start().catch((error) => {
      this.worker = undefined;
      throw error;
    });
    return this.worker;
  }

  async start() {
    const worker = new Worker(this.script, { type: "module" });
    const close = () => {
      worker.terminate();
      this.worker = undefined;
    };
    worker.onmessage = ({ data }) => {
      if (!data.problem) {
        this.onReply(data);
        return;
      }
      if (!data.id) {
        // The root itself: a copy of it that was kept may be what is damaged.
        this.cache = "reload";
        close();
      }
      this.onProblem(data.problem, data.id);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      close();
      this.onProblem("network");
    };
    try {
      worker.postMessage({ address: this.root, text: await loadText(this.root, this.cache) });
    } catch (error) {
      worker.terminate();
      throw error;
    }
    return worker;
  }

  /** Load a page of an earlier build, whose files are gone, anew; but once for each root. */
  reload() {
    const key = `search ${this.root}`;
    try {
      if (sessionStorage.getItem(key)) {
        return false;
      }
      sessionStorage.setItem(key, "reloaded");
    } catch {
      return false;
    }
    location.reload();
    return true;
  }
}
