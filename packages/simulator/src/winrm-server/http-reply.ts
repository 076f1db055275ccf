import type { ServerResponse } from "node:http";
import { ENCRYPTED_CONTENT_TYPE, SOAP_TYPE } from "@kijun/node-winrm";
import type { ServerBehaviour } from "./server-options.js";

/** One HTTP answer. */
export interface HttpReply {
  status: number;
  body?: Buffer;
  contentType?: string;
  /** Values of WWW-Authenticate, one header each. */
  authenticate?: readonly string[];
  /** The connection is closed after this answer. */
  close?: boolean;
}

/** Size of a chunk with `Transfer-Encoding: chunked` when the behaviour sets no other. */
const CHUNK_BYTES = 1024;

export function soapReply(status: number, body: Buffer, sealed: boolean): HttpReply {
  return { status, body, contentType: sealed ? ENCRYPTED_CONTENT_TYPE : SOAP_TYPE };
}

/** What http.sys answers by itself, in HTML, when the service cannot be reached. */
export function unavailableReply(): HttpReply {
  const html =
    "<!DOCTYPE HTML><HTML><HEAD><TITLE>Service Unavailable</TITLE></HEAD><BODY><h2>Service Unavailable</h2></BODY></HTML>";
  return { status: 503, body: Buffer.from(html), contentType: "text/html; charset=us-ascii", close: true };
}

/** Writes an answer the way the behaviour asks for. Resolves when it has been handed to the connection. */
export async function writeReply(
  response: ServerResponse,
  reply: HttpReply,
  behaviour: Readonly<ServerBehaviour>,
): Promise<void> {
  const body = reply.body ?? Buffer.alloc(0);
  // An explicit Connection header keeps Node.js from adding a Keep-Alive hint, which http.sys does not send.
  const headers: string[] = [
    "Server",
    "Microsoft-HTTPAPI/2.0",
    "Connection",
    reply.close === true ? "close" : "keep-alive",
  ];
  for (const value of reply.authenticate ?? []) headers.push("WWW-Authenticate", value);
  if (reply.contentType !== undefined) headers.push("Content-Type", reply.contentType);
  const chunked = behaviour.chunked && body.length > 0;
  if (!chunked) headers.push("Content-Length", String(body.length));
  response.writeHead(reply.status, headers);
  const pieceBytes = behaviour.splitBytes > 0 ? behaviour.splitBytes : chunked ? CHUNK_BYTES : body.length;
  for (let start = 0; start + pieceBytes < body.length && !response.destroyed; start += pieceBytes) {
    response.write(body.subarray(start, start + pieceBytes));
    if (behaviour.splitBytes > 0) await new Promise(setImmediate);
  }
  const last = pieceBytes === 0 ? 0 : Math.max(0, Math.ceil(body.length / pieceBytes) - 1) * pieceBytes;
  response.end(body.subarray(last));
}
