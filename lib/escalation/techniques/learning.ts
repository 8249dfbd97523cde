import { passing, type Technique, using } from '../technique.ts';

const AGENT_CORE = 'bedrock-agentcore.amazonaws.com';
const SAGEMAKER = 'sagemaker.amazonaws.com';
const NOTEBOOK = 'SageMaker notebook instance';

/** Bedrock AgentCore, SageMaker and Braket. */
export const learning: readonly Technique[] = [
  passing('bedrock-001', 'Make a code interpreter of Bedrock AgentCore with the role and run code in it', AGENT_CORE, [
    'bedrock-agentcore:CreateCodeInterpreter',
    'bedrock-agentcore:StartCodeInterpreterSession',
    'bedrock-agentcore:InvokeCodeInterpreter',
  ]),
  using(
    'bedrock-002',
    'Run code in a code interpreter of Bedrock AgentCore that has the role',
    'Bedrock code interpreter',
    [AGENT_CORE],
    ['bedrock-agentcore:StartCodeInterpreterSession', 'bedrock-agentcore:InvokeCodeInterpreter'],
  ),
  using(
    'agentcore-runtime-command',
    'Run a command in an agent runtime that has the role',
    'agent runtime',
    [AGENT_CORE],
    ['bedrock-agentcore:InvokeAgentRuntimeCommand'],
  ),
  passing('agentcore-new-runtime', 'Make an agent runtime with the role and run a command in it', AGENT_CORE, [
    'bedrock-agentcore:CreateAgentRuntime',
    'bedrock-agentcore:CreateAgentRuntimeEndpoint',
    'bedrock-agentcore:CreateWorkloadIdentity',
    'bedrock-agentcore:InvokeAgentRuntimeCommand',
  ]),
  passing('agentcore-new-harness', 'Make an agent harness with the role and run a command in its runtime', AGENT_CORE, [
    'bedrock-agentcore:CreateHarness',
    'bedrock-agentcore:CreateAgentRuntime',
    'bedrock-agentcore:CreateAgentRuntimeEndpoint',
    'bedrock-agentcore:CreateWorkloadIdentity',
    'bedrock-agentcore:GetAgentRuntime',
    'bedrock-agentcore:InvokeAgentRuntimeCommand',
  ]),
  using(
    'agentcore-browser-session',
    'Drive a browser of Bedrock AgentCore that has the role',
    'Bedrock browser',
    [AGENT_CORE],
    ['bedrock-agentcore:StartBrowserSession'],
    { other: ['bedrock-agentcore:ConnectBrowserAutomationStream'] },
  ),
  passing('agentcore-new-browser', 'Make a browser of Bedrock AgentCore with the role and drive it', AGENT_CORE, [
    'bedrock-agentcore:CreateBrowser',
    'bedrock-agentcore:StartBrowserSession',
    'bedrock-agentcore:ConnectBrowserAutomationStream',
  ]),
  passing('sagemaker-001', 'Make a SageMaker notebook instance with the role', SAGEMAKER, [
    'sagemaker:CreateNotebookInstance',
  ]),
  passing('sagemaker-002', 'Run a SageMaker training job with the role', SAGEMAKER, ['sagemaker:CreateTrainingJob']),
  passing('sagemaker-003', 'Run a SageMaker processing job with the role', SAGEMAKER, [
    'sagemaker:CreateProcessingJob',
  ]),
  using(
    'sagemaker-004',
    'Open a SageMaker notebook instance that has the role',
    NOTEBOOK,
    [SAGEMAKER],
    ['sagemaker:CreatePresignedNotebookInstanceUrl'],
  ),
  using(
    'sagemaker-005',
    'Give a SageMaker notebook instance that has the role a script that runs when it starts',
    NOTEBOOK,
    [SAGEMAKER],
    ['sagemaker:StopNotebookInstance', 'sagemaker:UpdateNotebookInstance', 'sagemaker:StartNotebookInstance'],
    { other: ['sagemaker:CreateNotebookInstanceLifecycleConfig'] },
  ),
  passing('braket-create-job', 'Run a hybrid job of Braket with the role', 'braket.amazonaws.com', [
    'braket:CreateJob',
  ]),
];
